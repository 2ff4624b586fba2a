import { expect, it } from 'vitest'

import { createGate } from './gate.ts'

it('lets so many through at a time, in order, whether they fail or not', async () => {
  const gate = createGate(2)
  const started: number[] = []
  const finish: ((fails: boolean) => void)[] = []
  const results = [0, 1, 2, 3].map((n) =>
    gate(async () => {
      started.push(n)
      const fails = await new Promise<boolean>((resolve) => (finish[n] = resolve))
      if (fails) throw new Error(`${n} failed`)
      return n
    }),
  )
  const settled = Promise.allSettled(results)
  const turn = () => new Promise(setImmediate)
  await turn()
  expect(started).toEqual([0, 1])
  finish[1]!(true)
  await turn()
  expect(started).toEqual([0, 1, 2])
  finish[0]!(false)
  finish[2]!(false)
  await turn()
  finish[3]!(false)
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})
