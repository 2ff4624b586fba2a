import { isPlayground } from './lib/playground-path.ts'

/**
 * The Content-Security-Policy of a page. What runs in it are files of this site, and nothing that stands in
 * the page itself. The playground is Next's client: its scripts run by nonce, and since its editor sets
 * styles from script, there, and only there, inline styles are allowed.
 */
export function contentSecurityPolicy(
  pathname: string,
  nonce: string,
  development = false,
): string {
  const inPlayground = isPlayground(pathname)
  const byNonce = inPlayground || development
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      ...(byNonce ? [`'nonce-${nonce}'`, "'strict-dynamic'"] : []),
      // React reconstructs server stacks with eval while developing.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", ...(byNonce ? ["'unsafe-inline'"] : [])],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", ...(inPlayground ? ['data:'] : [])],
    'connect-src': ["'self'"],
    'worker-src': ["'self'", ...(inPlayground ? ['blob:'] : [])],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}
