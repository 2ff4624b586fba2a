/** A saved web page, and what is to be read from it. */
export interface GoldPage {
  id: string
  /** As a server sends it. */
  html: Uint8Array
  /** The markup of the article's text. */
  text: string
  title: string | null
  byline: string | null
  language: string | null
  /** As stated. */
  date: string | null
}

/** Reads a case of mozilla/readability: `expected-metadata.json` names what a page states, null for nothing. */
export function readGoldPage(
  id: string,
  html: Uint8Array,
  text: string,
  metadata: string,
): GoldPage {
  const stated = JSON.parse(metadata) as Record<string, unknown>
  const read = (name: string) => {
    const value = stated[name]
    return typeof value === 'string' && value.trim() !== '' ? value : null
  }
  return {
    id,
    html,
    text,
    title: read('title'),
    byline: read('byline'),
    language: read('lang'),
    date: read('publishedTime'),
  }
}
