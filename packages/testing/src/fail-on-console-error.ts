import { afterEach, beforeEach, vi } from 'vitest'

/**
 * A Vitest setup file: a test during which something was written to console.error fails. A test that
 * expects that silences it by `vi.spyOn(console, 'error').mockImplementation(() => {})`, looks at what
 * it was called with, and ends by its `mockClear()`.
 */
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const { calls } = vi.mocked(console.error).mock
  vi.mocked(console.error).mockRestore()
  if (calls.length > 0) {
    throw new Error(`Unexpected console.error:\n${calls.map((call) => call.join(' ')).join('\n')}`)
  }
})
