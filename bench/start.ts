import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { median, round } from './figures.ts'
import { type Memory, memoryBelow } from './start/processes.ts'
import { start, type Started } from './start/run.ts'

const rounds = 3
/** Milliseconds after the first page, in which the sample articles are put into stories. */
const untilAtRest = 15_000

/**
 * How long `npm start` of a built Courant takes to its first page with articles: with an empty data folder,
 * and again with the same; and what memory each process has when nobody asks for anything.
 */
export async function measureStart(): Promise<Record<string, Record<string, number>>> {
  const first: Started[] = []
  const again: Started[] = []
  const stops: number[] = []
  let memory = new Map<string, Memory>()
  for (let round = 0; round < rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'courant-bench-'))
    try {
      for (const kind of [first, again]) {
        const started = await start(folder)
        kind.push(started)
        try {
          const isLast = kind === again && round === rounds - 1
          if (isLast && process.platform === 'linux') {
            await sleep(untilAtRest)
            memory = await memoryBelow(started.pid)
          }
        } finally {
          stops.push(await started.stop())
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const steps = new Set([...first, ...again].flatMap(({ steps }) => [...steps.keys()]))
  const row = (value: (started: Started) => number) => ({
    'first start, s': round(median(first.map(value)), 2),
    'next start, s': round(median(again.map(value)), 2),
  })
  return {
    'to the first page': row(({ firstPage }) => firstPage),
    ...Object.fromEntries(
      [...steps].map((name) => [name, row(({ steps }) => steps.get(name) ?? 0)]),
    ),
    'the page itself': row(({ firstPage, running }) => firstPage - running),
    'Ctrl-C to the end': { 'next start, s': round(median(stops), 2) },
    ...Object.fromEntries(
      [...memory].map(([name, { processes, rss, pss }]) => [
        `memory of ${name}`,
        { processes, 'RSS MiB': Math.round(rss), 'PSS MiB': Math.round(pss) },
      ]),
    ),
  }
}
