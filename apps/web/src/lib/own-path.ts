/** Names the page that is asked for. Set by the proxy; whatever came under this name is overwritten. */
export const pageAddressHeader = 'x-courant-page'

const anyOrigin = 'http://courant.invalid'

/**
 * A path on this site that an address names, with its query and fragment; the front page where it names
 * none, so that nobody can be led elsewhere from here.
 */
export function ownPath(address: string | null | undefined): string {
  if (!address?.startsWith('/') || !URL.canParse(address, anyOrigin)) return '/'
  const { origin, pathname, search, hash } = new URL(address, anyOrigin)
  // What only looks like a path: `//elsewhere.example` and, for browsers, `/\elsewhere.example`.
  return origin === anyOrigin && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}

/** Where one signs in, to go on from a page. */
export function signInHref(next: string): string {
  return next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`
}
