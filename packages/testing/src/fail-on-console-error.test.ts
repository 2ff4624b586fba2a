import { describe, expect, it, vi } from 'vitest'
import './fail-on-console-error.ts'

describe('a test under fail-on-console-error', () => {
  it('passes when nothing is written', () => {
    expect(console.error).not.toHaveBeenCalled()
  })

  it.fails('fails when something is written', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    console.error('something broke')
    expect(console.error).toHaveBeenCalled()
  })

  it('passes when it expected what was written', () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {})
    console.error('something broke')
    expect(written).toHaveBeenCalledExactlyOnceWith('something broke')
    written.mockClear()
  })
})
