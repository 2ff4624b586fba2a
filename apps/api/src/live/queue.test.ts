import { describe, expect, it } from 'vitest'

import { createQueue } from './queue.ts'

describe('a queue', () => {
  it('gives what was put in, oldest first', async () => {
    const queue = createQueue<string>(2)
    expect([queue.push('a'), queue.push('b')]).toEqual([true, true])
    expect([await queue.take(), await queue.take()]).toEqual(['a', 'b'])
  })

  it('lets its taker wait', async () => {
    const queue = createQueue<string>(2)
    const taken = queue.take()
    queue.push('a')
    expect(await taken).toBe('a')
  })

  it('refuses what is more than its limit, and has room again after a take', async () => {
    const queue = createQueue<string>(1)
    queue.push('a')
    expect(queue.push('b')).toBe(false)
    await queue.take()
    expect(queue.push('c')).toBe(true)
  })

  it('drops what it holds when it is closed, and refuses more', async () => {
    const queue = createQueue<string>(2)
    queue.push('a')
    queue.close()
    expect([await queue.take(), queue.push('b'), queue.isClosed()]).toEqual([null, false, true])
  })

  it('ends the wait of its taker when it is closed', async () => {
    const queue = createQueue<string>(2)
    const taken = queue.take()
    queue.close()
    expect(await taken).toBeNull()
  })
})
