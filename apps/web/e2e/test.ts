import { expect, test as base } from '@playwright/test'

export { expect } from '@playwright/test'

/**
 * A test during which a page writes an error to the console, throws, or asks anything of another
 * origin fails.
 */
export const test = base.extend<{ quiet: void; expectedErrors: RegExp[] }>({
  /** Errors of the console that the test is about. */
  expectedErrors: [[], { option: true }],
  quiet: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const errors: string[] = []
      const outside: string[] = []
      const origin = new URL(baseURL ?? '').origin
      context.on('console', (message) => {
        const text = message.text()
        if (message.type() === 'error' && !expectedErrors.some((known) => known.test(text))) {
          errors.push(text)
        }
      })
      context.on('weberror', (error) => errors.push(String(error.error())))
      context.on('request', (request) => {
        const { protocol, origin: asked } = new URL(request.url())
        if (protocol.startsWith('http') && asked !== origin) outside.push(request.url())
      })
      await use()
      expect(errors, 'errors in the console').toEqual([])
      expect(outside, 'requests to other origins').toEqual([])
    },
    { auto: true },
  ],
})
