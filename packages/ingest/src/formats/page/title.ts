/** Between a headline and what stands beside it in a title; a hyphen is one only between spaces. */
const separator = String.raw`\s*(?:\s[|\-–—·•:»«/]+\s|[|_])\s*`
const lastSeparator = new RegExp(String.raw`^(.*\S)${separator}(.+)$`, 'u')
const firstSeparator = new RegExp(String.raw`^(.+?)${separator}(\S.*)$`, 'u')

/** The name of a site has few words. */
const maxSiteWords = 4

/**
 * A title without the name of its site, where that stands at one of its ends: "Ferry runs again | The
 * Harbour Times", "Ferry runs again [Times]".
 */
export function withoutSiteName(title: string, siteNames: readonly string[]): string {
  const names = new Set(
    siteNames.flatMap((name) => [bare(name), bare(name.replace(/\.\p{L}{2,}$/u, ''))]),
  )
  names.delete('')
  const isSite = (part: string | undefined) => part !== undefined && names.has(bare(part))

  const [, before, bracketed] = /^(.*\S)\s*[[(]([^[\]()]+)[\])]$/u.exec(title) ?? []
  if (before && isSite(bracketed)) return before
  const [, start, end] = lastSeparator.exec(title) ?? []
  if (start && isSite(end)) return start
  const [, first, rest] = firstSeparator.exec(title) ?? []
  return rest && isSite(first) ? rest : title
}

/**
 * The headline in a page's title, for a page that states none: what is also its main heading, else
 * all but the name of the site.
 * @param guess where the headline may end; believed if the title begins with it
 */
export function headlineIn(
  title: string,
  headings: readonly string[],
  siteNames: readonly string[],
  guess: string,
): string {
  const [, start, end] = lastSeparator.exec(title) ?? []
  const [, first, rest] = firstSeparator.exec(title) ?? []
  if (headings.includes(title)) return title
  if (start && headings.includes(start) && isShort(end)) return start
  if (rest && headings.includes(rest) && isShort(first)) return rest
  const cut = withoutSiteName(title, siteNames)
  if (cut !== title) return cut
  const [only, ...others] = headings
  if (title === '') return others.length === 0 ? (only ?? '') : ''
  return guess && title.startsWith(guess) ? guess : title
}

function isShort(text: string | undefined): boolean {
  return text !== undefined && text.split(/\s+/).length <= maxSiteWords
}

/** Letters and digits alone. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
