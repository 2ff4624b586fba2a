import { expect, test } from 'vitest'

import { repeat } from './repeat.ts'

const pause = 1

test('work is done again and again until it is stopped', async () => {
  const stop = new AbortController()
  let times = 0
  const work = async () => {
    times += 1
    if (times === 3) stop.abort()
  }
  await repeat(work, { pause, signal: stop.signal, log: () => {} })
  expect(times).toBe(3)
})

test('a failure is told and the work tried again', async () => {
  const stop = new AbortController()
  const told: unknown[] = []
  let times = 0
  const work = async () => {
    times += 1
    if (times === 1) throw new Error('the database is gone')
    stop.abort()
  }
  const log = (_level: string, _message: string, details?: object) => told.push(details)
  await repeat(work, { pause, signal: stop.signal, log })
  expect(times).toBe(2)
  expect(told).toEqual([{ reason: 'the database is gone', failures: 1 }])
})

test('being stopped ends a pause, and is not told as a failure', async () => {
  const stop = new AbortController()
  const told: string[] = []
  const work = async () => {
    setTimeout(() => stop.abort(), 10)
  }
  const log = (_level: string, message: string) => told.push(message)
  await repeat(work, { pause: 60_000, signal: stop.signal, log })
  expect(told).toEqual([])
})
