import { expect, it } from 'vitest'

import { createTurns, inOwnTurn } from './turns.ts'

const immediate = () => new Promise(setImmediate)

it('runs tasks in their order, and lets others have their turn between', async () => {
  let time = 0
  const inTurn = createTurns(() => time)
  const done: string[] = []
  for (const task of ['a', 'b', 'c']) {
    inTurn(() => {
      done.push(task)
      time += 1.5
    })
  }
  expect(done).toEqual([])
  await immediate()
  expect(done).toEqual(['a', 'b'])
  inTurn(() => void done.push('d'))
  await immediate()
  expect(done).toEqual(['a', 'b', 'c', 'd'])
})

it('does all of a task before the next one, and lets others have their turn meanwhile', async () => {
  let time = 0
  const inTurn = createTurns(() => time)
  const done: string[] = []
  let left = 3
  inTurn(() => {
    done.push('part')
    time += 1.5
    left -= 1
    return left > 0
  })
  inTurn(() => void done.push('next'))
  await immediate()
  expect(done).toEqual(['part', 'part'])
  await immediate()
  expect(done).toEqual(['part', 'part', 'part', 'next'])
})

it('runs what a task adds after those before it', async () => {
  const inTurn = createTurns()
  const done: string[] = []
  const all = new Promise<void>((resolve) => {
    inTurn(() => inTurn(() => resolve(void done.push('added'))))
    inTurn(() => void done.push('second'))
  })
  await all
  expect(done).toEqual(['second', 'added'])
})

it('tells whoever waits for a task what came of it, and others have their turn all the same', async () => {
  const [failed, done] = await Promise.allSettled([
    inOwnTurn(() => {
      throw new Error('failed')
    }),
    inOwnTurn(() => 'done'),
  ])
  expect(failed).toMatchObject({ reason: new Error('failed') })
  expect(done).toMatchObject({ value: 'done' })
})
