import { expect, it } from 'vitest'

import { closable } from './closable.ts'
import { createQueue } from './queue.ts'

it('ends a generator that waits for something that never comes', async () => {
  const queue = createQueue<string>(1)
  let finished = false
  async function* follow() {
    try {
      for (;;) {
        const item = await queue.take()
        if (item === null) return
        yield item
      }
    } finally {
      finished = true
    }
  }
  const stream = closable(follow(), () => queue.close())
  const next = stream.next()
  await stream.return()
  expect(await next).toEqual({ done: true, value: undefined })
  expect(finished).toBe(true)
})
