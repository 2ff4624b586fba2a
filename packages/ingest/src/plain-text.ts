import iconv from 'iconv-lite'

/** C0 and C1 controls except white space; soft hyphen, zero-width space and byte order mark, which only lay text out. */
// oxlint-disable-next-line no-control-regex
const invisible = /[\u{0}-\u{8}\u{E}-\u{1F}\u{7F}-\u{84}\u{86}-\u{9F}\u{AD}\u{200B}\u{FEFF}]/gu

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
    .replace(misread, (byte) => iconv.decode(Buffer.from(byte, 'latin1'), 'windows-1252'))
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

/** At most `limit` UTF-16 units, cut at a word and with an ellipsis where something was cut off. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, limit - 1)
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > limit / 2 ? cut.slice(0, lastSpace) : cut).replace(loneSurrogate, '').trimEnd()}…`
}
