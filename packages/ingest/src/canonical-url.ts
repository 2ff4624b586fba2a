import { isTracking } from './tracking.ts'

/** A session of a reader within the path: `/article;jsessionid=1A2B`. */
const pathSession = /;jsessionid=[^/?#]*/gi

/** Parameters that ask for another form of the same page. */
const anotherForm = /^(?:amp(?:=(?:1|true|yes)?)?|outputtype=amp|output=amp|_amp(?:=(?:1|true))?)$/i

/**
 * The address that readers follow: without what only tracks them, and without a user name and password,
 * which no public page needs and which make one host look like another. All else stays as it was written.
 */
export function withoutTracking(address: string): string {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  // Assigning would respell them, so it is done only where something goes.
  const path = url.pathname.replace(pathSession, '')
  if (path !== url.pathname) url.pathname = path
  const parameters = url.search.slice(1).split('&')
  const kept = parameters.filter((parameter) => !isTracking(parameter))
  if (kept.length < parameters.length) url.search = kept.join('&')
  // Some write into the fragment what others write into the query: `#xtor=RSS-1`, `#?ref=rss&link=seguir`.
  const fragment = url.hash.replace(/^#\??/, '').split('&')
  if (isTracking(fragment[0] ?? '')) url.hash = ''
  return url.href
}

/**
 * The address as an identity: one spelling for each of those under which the same page is known. Without
 * tracking and the fragment, which names a place in the page; http and https are the same page, and so
 * are the two spellings of a character (RFC 3986, 6.2.2) and a page's form for AMP, where a parameter
 * asks for it. A path that ends in `/amp` stays another: it may be a word.
 */
export function canonicalUrl(address: string): string {
  const url = new URL(withFragment(address))
  url.hash = ''
  return url.href
}

/** The same, but with the fragment: where it is a publisher's name for an article, it may tell two apart. */
export function withFragment(address: string): string {
  const url = new URL(withoutTracking(address))
  url.protocol = 'https:'
  url.hostname = url.hostname.replace(/\.$/, '')
  url.pathname = plainlySpelt(url.pathname)
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !anotherForm.test(parameter))
  url.search = plainlySpelt(kept.join('&'))
  if (url.hash === '') url.hash = ''
  return url.href
}

/** Whether an address is a site's first page, which is no single article's. */
export function isFrontPage(address: string): boolean {
  const { pathname, search } = new URL(canonicalUrl(address))
  return pathname === '/' && search === ''
}

/** Characters that need no escape without one, and escapes in capitals. */
function plainlySpelt(text: string): string {
  return text.replace(/%[\da-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase()
  })
}
