import { describe, expect, it } from 'vitest'

import { contentSecurityPolicy } from './csp.ts'

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((part) => part.startsWith(`${name} `))
}

describe('Content-Security-Policy', () => {
  it.each([
    ['/', "script-src 'self'"],
    ['/playground', "script-src 'self' 'nonce-abc' 'strict-dynamic'"],
  ])('%s runs nothing but %s', (pathname, expected) => {
    expect(directive(contentSecurityPolicy(pathname, 'abc'), 'script-src')).toBe(expected)
  })

  it('cannot be framed', () => {
    expect(contentSecurityPolicy('/', 'abc')).toContain("frame-ancestors 'none'")
  })

  it.each([
    ['/', false],
    ['/articles/1', false],
    ['/playgrounds', false],
    ['/playground', true],
  ])('%s allows inline styles: %s', (pathname, allowed) => {
    const styles = directive(contentSecurityPolicy(pathname, 'abc'), 'style-src')
    expect(styles?.includes("'unsafe-inline'")).toBe(allowed)
  })
})
