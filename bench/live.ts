import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ensureSource, saveArticles, syncKnowledge } from '@courant/feed'
import { createDb, type Db } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import { articleOf, cast, roundOf, topic } from './live/contract.ts'
import {
  type Caster,
  ceiling,
  courant,
  type FanOut,
  graphqlWs,
  measureFanOut,
  type Scenario,
} from './live/fan-out.ts'
import { freePort } from './free-port.ts'
import { measureLatency } from './live/latency.ts'
import { checkLimits } from './live/limits.ts'
import { measureResume, type Resumed } from './live/resume.ts'
import { told } from './live/told.ts'
import { createWriter } from './live/writer.ts'
import { median, quantile, round } from './figures.ts'

type Figures = Record<string, number | string>

const rounds = 7
const scenarios: readonly Scenario[] = [
  { subscribers: 1_000, filters: 1 },
  { subscribers: 1_000, filters: 100 },
  { subscribers: 10_000, filters: 1 },
  { subscribers: 10_000, filters: 100 },
  { subscribers: 10_000, filters: 10_000 },
]
const resuming: readonly Scenario[] = [
  { subscribers: 1_000, filters: 100 },
  { subscribers: 10_000, filters: 100 },
]

/**
 * How soon articles come, one at a time, and how soon each has come to a crowd: to 1,000 and 10,000
 * sockets with 1, 100 or 10,000 filters among them, beside `ws` alone that sends the same bytes and
 * graphql-ws with an execution for each subscriber. Ratios are of medians of rounds that are run in turn.
 * And how soon a crowd that comes back after an outage has what it missed.
 * @param only some of it: `one` article at a time, sockets and filters such as `10000/100`, or these
 *   `resumed 10000/100`
 */
export async function measureLive({
  articles = 500,
  only,
}: {
  articles?: number | undefined
  only?: string[] | undefined
}): Promise<Record<string, Figures>> {
  const isAsked = (name: string) => only?.includes(name) ?? true
  const sizeOf = ({ subscribers, filters }: Scenario) => `${subscribers}/${filters}`
  const asked = scenarios.filter((each) => isAsked(sizeOf(each)))
  const resumed = resuming.filter((each) => isAsked(`resumed ${sizeOf(each)}`))
  const crowds = [...asked, ...resumed].map((each) => each.subscribers)
  if (crowds.length > 0) await checkLimits(Math.max(...crowds))
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  const db = createDb(postgres.url)
  const writer = await createWriter(postgres.url)
  try {
    const sourceId = await prepare(db)
    const figures = isAsked('one') ? await latencies(db, postgres.url, { sourceId, articles }) : {}
    for (const scenario of asked) {
      const casters = [ceiling, courant, graphqlWs]
      // The message is Courant's own: it has to come before those that send the same.
      const order = [courant, ceiling, graphqlWs]
      const measured = await measureFanOut(writer, postgres.url, order, { ...scenario, rounds })
      const top = measured.get(ceiling)!
      for (const caster of casters) {
        figures[nameOf(scenario, caster)] = figuresOf(measured.get(caster)!, top, scenario)
      }
      console.table(Object.fromEntries(Object.entries(figures).slice(-casters.length)))
    }
    for (const scenario of resumed) {
      const name = `${nameOf(scenario, courant)}, resumed`
      figures[name] = figuresOfResumed(await measureResume(writer, postgres.url, scenario))
    }
    return figures
  } finally {
    await writer.close()
    await db.$disconnect()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function prepare(db: Db): Promise<string> {
  await syncKnowledge(db, { hash: 'bench', entities: [], topics: [topic] })
  const source = await ensureSource(db, { slug: 'bench', name: 'Bench' })
  const headlines = Array.from({ length: rounds + 2 }, (_, run) => roundOf(run))
  await saveArticles(db, [cast(source.id), ...headlines.map((each) => articleOf(source.id, each))])
  return source.id
}

async function latencies(
  db: Db,
  url: string,
  { sourceId, articles }: { sourceId: string; articles: number },
): Promise<Record<string, Figures>> {
  const port = await freePort()
  const env = { ...process.env, DATABASE_URL: url, ...courant.env(port) }
  const server = fork(courant.file, {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await told(server, 'ready')
  const { fromSave, fromReturn } = await measureLatency(db, { sourceId, port, articles })
  server.kill('SIGTERM')
  await once(server, 'exit')
  return {
    'one, ms from the start of saving': summary(fromSave),
    'one, ms from the return of saving': summary(fromReturn),
  }
}

function nameOf({ subscribers, filters }: Scenario, { name }: Caster): string {
  return `${subscribers} sockets, ${filters} filters: ${name}`
}

function figuresOf(
  { rounds, bytesASocket, readyAfter, queries }: FanOut,
  top: FanOut,
  { subscribers }: Scenario,
): Figures {
  const last = median(rounds.map((each) => each.last))
  const ratio = last / median(top.rounds.map((each) => each.last))
  return {
    'first, ms': round(median(rounds.map((each) => each.first))),
    'last, ms': round(last),
    'last / ceiling': round(ratio, 2),
    'worst last, ms': round(Math.max(...rounds.map((each) => each.last))),
    'processor, ms': round(median(rounds.map((each) => each.cpu))),
    'bytes a message': Math.round(median(rounds.map(({ bytes }) => bytes)) / subscribers),
    'KB a socket': round(bytesASocket / 1024),
    'KB over ws': round((bytesASocket - top.bytesASocket) / 1024),
    'all subscribed, s': round(readyAfter / 1_000),
    'query meanwhile, ms': worded(queries.connecting),
    'query in a round, ms': worded(queries.delivering),
  }
}

function figuresOfResumed({ last, cpu, rssBytes, queries }: Resumed): Figures {
  return {
    'last, s': round(last / 1_000),
    'processor, s': round(cpu / 1_000),
    MiB: round(rssBytes / 2 ** 20),
    'query meanwhile, ms': worded(queries),
  }
}

function worded(values: readonly number[]): string {
  if (values.length === 0) return ''
  const { p50, p99, max } = summary(values)
  return `${p50}, p99 ${p99}, max ${max}`
}

function summary(values: readonly number[]): Figures {
  const at = (share: number) => round(quantile(values, share))
  return { n: values.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
