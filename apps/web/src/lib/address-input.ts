/**
 * The web address that somebody means who typed this: without `https://`, as people say it, or in full.
 * Null where it is none.
 */
export function readAddressInput(text: string): string | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed)) return null
  const stated = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(stated)) return null
  const { href, protocol, hostname, username, password } = new URL(stated)
  // What else has a colon in front, such as mailto: or javascript:, turns into a name and a password.
  if (protocol !== 'https:' && protocol !== 'http:') return null
  const named = hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[')
  return named && !username && !password ? href : null
}
