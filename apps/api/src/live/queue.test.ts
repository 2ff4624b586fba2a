import { describe, expect, it } from 'vitest'

import { createQueue, type Queue } from './queue.ts'

/** What a queue hands over, one item when it is asked for. */
function taking(queue: Queue<string>) {
  let arrive = (_item: string) => {}
  let arriving = new Promise<string>((resolve) => (arrive = resolve))
  let acknowledge = () => {}
  const end = queue.pour((item, taken) => {
    acknowledge = taken
    arrive(item)
  })
  return {
    end,
    next: async () => {
      acknowledge()
      const item = await arriving
      arriving = new Promise((resolve) => (arrive = resolve))
      return item
    },
  }
}

describe('a queue', () => {
  it('gives what was put in, oldest first, each once the one before was taken', async () => {
    const queue = createQueue<string>(2)
    expect([queue.push('a'), queue.push('b')]).toEqual([true, true])
    const { next } = taking(queue)
    expect(await next()).toBe('a')
    expect(queue.room()).toBe(1)
    expect(await next()).toBe('b')
    expect(queue.room()).toBe(2)
  })

  it('lets its taker wait', async () => {
    const queue = createQueue<string>(2)
    const next = taking(queue).next()
    queue.push('a')
    expect(await next).toBe('a')
  })

  it('refuses what is more than its limit, and has room again after a take', async () => {
    const queue = createQueue<string>(1)
    queue.push('a')
    expect(queue.push('b')).toBe(false)
    await taking(queue).next()
    expect(queue.push('c')).toBe(true)
  })

  it('drops what it holds when it is closed, and refuses more', async () => {
    const queue = createQueue<string>(2)
    queue.push('a')
    queue.close()
    await queue.pour(() => expect.unreachable())
    expect([queue.push('b'), queue.isClosed()]).toEqual([false, true])
  })

  it('ends for its taker when it is closed', async () => {
    const queue = createQueue<string>(2)
    const { end } = taking(queue)
    queue.close()
    expect(await end).toBeUndefined()
  })

  it('ends once what is on its way was taken', async () => {
    const queue = createQueue<string>(2)
    let taken = () => {}
    let ended = false
    const arrived = new Promise<void>((resolve) => {
      const end = queue.pour((_item, done) => {
        taken = done
        resolve()
      })
      void end.then(() => (ended = true))
    })
    queue.push('a')
    await arrived
    queue.close()
    await new Promise(setImmediate)
    expect(ended).toBe(false)
    taken()
    await new Promise(setImmediate)
    expect(ended).toBe(true)
  })

  it('fails with its taker', async () => {
    const queue = createQueue<string>(1)
    queue.push('a')
    const end = queue.pour(() => {
      throw new Error('No')
    })
    await expect(end).rejects.toThrow('No')
  })
})
