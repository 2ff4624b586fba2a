import { cleanText } from '../../plain-text.ts'

/** What stands before names. */
const prefix =
  /^(?:(?:written |text |story )?by|von|par|por|(?:author|autor(?:in)?|auteur|text)\s*:)\s*:?\s+(?=\p{L})/iu

const separated = String.raw`[\s,|/·•–—(-]*`
const month = String.raw`\p{L}{3,9}\.?`

/** A date after the names, with whatever follows it. */
const dateAndRest = new RegExp(
  `${separated}(?:${[
    String.raw`\d{4}-\d{2}-\d{2}`,
    String.raw`\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}`,
    String.raw`${month}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`,
    String.raw`\d{1,2}(?:st|nd|rd|th)?\.?\s${month},?\s\d{4}`,
  ].join('|')})(?!\\d).*$`,
  'u',
)

/** Longer than the names of a team. */
const maxByline = 200

/** The names in a byline as it is printed: "By Ann Smith, March 3, 2024" is Ann Smith. Null without one. */
export function namesIn(printed: string): string | null {
  const names = cleanText(printed)
    .replace(dateAndRest, '')
    .replace(prefix, '')
    .replace(/\s*\(?https?:\/\/\S+/g, '')
    .replace(/[\s,|/·•–—-]+$/, '')
  const isLabel = names.endsWith(':') || !/\p{L}/u.test(names)
  return isLabel || names.length > maxByline || /^(?:www\.|@)\S+$/.test(names) ? null : names
}
