/**
 * An address from an article or a source as a link target, or null where it is none: only http and
 * https leave, never `javascript:`, `data:` or a path on this site.
 */
export function externalHref(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}
