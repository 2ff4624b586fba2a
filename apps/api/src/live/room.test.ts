import { afterEach, describe, expect, it } from 'vitest'

import { Queue } from './queue.ts'
import { untilRoom } from './room.ts'

const timers: NodeJS.Timeout[] = []
afterEach(() => timers.splice(0).forEach(clearTimeout))

/** A full queue, from which an item is taken every so many milliseconds. */
function full(items: number, every = Number.POSITIVE_INFINITY): Queue<number> {
  const queue = new Queue<number>(items)
  for (let item = 0; item < items; item += 1) queue.push(item)
  const take = (taken: () => void) => {
    if (Number.isFinite(every)) timers.push(setTimeout(taken, every))
  }
  void queue.pour({ take: (_item, giver) => take(() => giver.taken()) })
  return queue
}

describe('room in queues is waited for', () => {
  it('while items are taken, for longer than from where none are', async () => {
    const [slow, stuck] = [full(60, 20), full(60)]
    await untilRoom([slow, stuck], 60)
    expect(slow.hasRoom(60)).toBe(true)
  })

  it('not for ever where none are taken', async () => {
    const stuck = full(2)
    await untilRoom([stuck], 2)
    expect(stuck.hasRoom(2)).toBe(false)
  })

  it('not for ever where they are taken too slowly', async () => {
    const slow = full(1_000, 200)
    await untilRoom([slow], 1_000)
    expect(slow.size()).toBeGreaterThan(900)
  })

  it('not at all where there is some, or where nobody takes any more', async () => {
    const closed = full(2)
    closed.close()
    let waited = false
    timers.push(setTimeout(() => (waited = true), 0))
    await untilRoom([closed, new Queue<number>(2)], 2)
    expect(waited).toBe(false)
  })
})
