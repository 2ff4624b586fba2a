import { describe, expect, it } from 'vitest'

import { Queue } from './queue.ts'

/** What a queue hands over, one item when it is asked for. */
function taking(queue: Queue<string>) {
  let arrive = (_item: string) => {}
  let arriving = new Promise<string>((resolve) => (arrive = resolve))
  let acknowledge = () => {}
  const end = queue.pour({
    take(item, giver) {
      acknowledge = () => giver.taken()
      arrive(item)
    },
  })
  return {
    end,
    taken: () => acknowledge(),
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
    const queue = new Queue<string>(2)
    queue.push('a')
    queue.push('b')
    const { next } = taking(queue)
    expect(await next()).toBe('a')
    expect([queue.hasRoom(1), queue.hasRoom(2)]).toEqual([true, false])
    expect(await next()).toBe('b')
    expect(queue.hasRoom(2)).toBe(true)
  })

  it('lets its taker wait', async () => {
    const queue = new Queue<string>(2)
    const next = taking(queue).next()
    queue.push('a')
    expect(await next).toBe('a')
  })

  it('has room again after a take', async () => {
    const queue = new Queue<string>(1)
    queue.push('a')
    expect(queue.hasRoom(1)).toBe(false)
    await taking(queue).next()
    queue.push('b')
    expect([queue.isOverrun(), queue.isClosed()]).toEqual([false, false])
  })

  it('keeps nothing of what was taken', async () => {
    const queue = new Queue<string>(1)
    const { taken } = taking(queue)
    queue.push('a')
    taken()
    expect(queue.lastGiven()).toBeNull()
  })

  it('is closed by what is more than its limit, and tells what it gave last', async () => {
    const queue = new Queue<string>(1)
    const { taken, end } = taking(queue)
    queue.push('a')
    queue.push('b')
    queue.push('c')
    expect([queue.isOverrun(), queue.isClosed(), queue.lastGiven()]).toEqual([true, true, 'a'])
    taken()
    await end
  })

  it('drops what it holds when it is closed, and refuses more', async () => {
    const queue = new Queue<string>(2)
    queue.push('a')
    queue.close()
    queue.push('b')
    await queue.pour({ take: () => expect.unreachable() })
    expect([queue.isClosed(), queue.isOverrun(), queue.hasRoom(9)]).toEqual([true, false, true])
  })

  it('ends for its taker when it is closed', async () => {
    const queue = new Queue<string>(2)
    const { end } = taking(queue)
    queue.close()
    expect(await end).toBeUndefined()
  })

  it('ends once what is on its way was taken', async () => {
    const queue = new Queue<string>(2)
    let taken = () => {}
    let ended = false
    const arrived = new Promise<void>((resolve) => {
      const end = queue.pour({
        take(_item, giver) {
          taken = () => giver.taken()
          resolve()
        },
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
    const queue = new Queue<string>(1)
    queue.push('a')
    const end = queue.pour({
      take() {
        throw new Error('No')
      },
    })
    await expect(end).rejects.toThrow('No')
  })
})
