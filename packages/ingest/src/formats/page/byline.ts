import { cleanText } from '../../plain-text.ts'

/** What stands before names in English, German, French, Spanish and Portuguese. */
const prefix =
  /^(?:(?:(?:written|text|story|words) )?by|von|par|por|(?:author|autor(?:in)?|auteur|text)\s*:)\s*:?\s+(?=\p{L})/iu

/** The same, and nothing but names and the small words between them after it. */
const bylineAlone =
  /^(?:By|BY|Von|VON|Par|PAR|Por|POR)\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*|and|und|et|y|e|&|van|von|de|der|den|del|di|da|la|le|bin|al)(?:,?\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*|and|und|et|y|e|&|van|von|de|der|den|del|di|da|la|le|bin|al)){1,9}$/u

const separated = String.raw`[\s,;|/·•–—(-]*`
const month = String.raw`\p{L}{3,9}\.?`

/** A date, whatever is left of the line after it. */
const dateAndRest = new RegExp(
  `${separated}(?<![\\p{L}\\p{N}])(?:${[
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
  const names = withoutDate(cleanText(printed))
    .replace(prefix, '')
    .replace(/\s*\(?https?:\/\/\S+/g, '')
    .replace(/[\s,|/·•–—-]+$/, '')
  const isLabel = names.endsWith(':') || !/\p{L}/u.test(names)
  return isLabel || names.length > maxByline || /^(?:www\.|@)\S+$/.test(names) ? null : names
}

/** Whether a line of text is a byline, and so says that names follow. */
export function isByline(line: string): boolean {
  return bylineAlone.test(withoutDate(line))
}

/** Whether a line says no more than a date, as in "Updated: 2 June 2025, 10:00". */
export function isDateline(line: string): boolean {
  const rest = withoutDate(line)
  return (
    rest !== line && !/\p{L}/u.test(rest.replace(/^[\p{L}\s]{1,30}:$|^(?:\p{L}{2,10}\.?,?)$/u, ''))
  )
}

function withoutDate(line: string): string {
  return line.replace(dateAndRest, '')
}
