import iconv from 'iconv-lite'

/**
 * What is not to be seen: C0 and C1 controls except white space; characters that only lay text out (soft
 * hyphen, zero-width space, byte order mark); fillers that look like nothing; overrides of the direction,
 * which make a text read other than it is written; and code points that are no characters, which XML does
 * not have. The joiners of Persian and of emoji, and the marks of direction, belong to the text.
 */
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u{0}-\u{8}\u{E}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{180E}\u{200B}\u{202D}\u{202E}\u{2060}-\u{2064}\u{206A}-\u{206F}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}-\u{FFFB}\p{Noncharacter_Code_Point}]/gu

/** A second alphabet that nobody sees; only the flags of countries' parts are written in it. */
const tags = /[\u{E0000}-\u{E007F}](?<!\u{1F3F4}[\u{E0020}-\u{E007F}]{1,7})/gu

/** Marks on one letter, more than any script puts there: they would cover the lines above. */
const tower = /(\p{M}{10})\p{M}+/gu

/** Embeddings and isolates of the other direction. */
const turns = /[\u{202A}-\u{202C}\u{2066}-\u{2069}]/gu

/** Written as a byte of windows-1252, and taken for a character. HTML reads references to them so, too. */
const misread = /[\u{80}-\u{9F}]/gu

const loneSurrogate = /\p{Surrogate}/gu

/**
 * Text as it is kept: well-formed Unicode in its composed form (NFC), without control characters and
 * NUL, which PostgreSQL does not take, and with every run of white space as one space.
 */
export function cleanText(text: string): string {
  return text
    .replace(loneSurrogate, '\u{FFFD}')
    .replace(misread, asWindows)
    .replace(invisible, '')
    .replace(tags, '')
    .replace(tower, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

/**
 * Text that stands in a line with other people's: a headline, a name. In a paragraph Arabic and Hebrew
 * may turn the direction of a part; here a turn that is left open would turn what follows, too.
 */
export function cleanLine(text: string): string {
  return cleanText(text.replace(turns, ''))
}

/** Nothing for the five bytes that Windows has no character for. */
function asWindows(byte: string): string {
  return iconv.decode(Buffer.from(byte, 'latin1'), 'windows-1252').replace('\u{FFFD}', '')
}

/** At most `limit` UTF-16 units, cut at a word and with an ellipsis where something was cut off. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, limit - 1)
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > limit / 2 ? cut.slice(0, lastSpace) : cut).replace(loneSurrogate, '').trimEnd()}…`
}
