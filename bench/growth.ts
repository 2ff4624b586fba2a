import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { text as readText } from 'node:stream/consumers'

import pg from 'pg'

import { openArchive } from './data/archive.ts'
import { processorTime } from './feed/processor.ts'
import { type Shape, shapesOf } from './feed/shapes.ts'
import { freePort } from './free-port.ts'
import { median, medianIfKnown, quantile, round } from './figures.ts'
import { courant } from './peers/courant.ts'
import { type Running, startPeer } from './peers/peer.ts'
import { postmasterOf } from './peers/postmaster.ts'

const rounds = 3
/** Questions of a round, one after the other: of 900 the 99th percentile is told by nine. */
const each = 300
/** Before the first round. */
const warmUp = 200

const api = courant('Courant, nothing kept', { ANSWER_CACHE: '0', ARTICLE_CACHE: '0' })

interface Size {
  url: string
  running: Running
  postmaster: number
  stop(): Promise<void>
}

interface Figures {
  'ms, a tenth': number
  ms: number
  ratio: number
  'ms of PostgreSQL, a tenth': number | null
  'ms of PostgreSQL': number | null
  p99: number
  'p99/p50': number
}

/**
 * What each kind of page, facets and timelines cost before so many articles and before a tenth of them: the
 * same questions, asked one after the other, in turn of both archives, with nothing kept. The archives have no
 * bodies, which no page reads.
 */
export async function measureGrowth({
  articles = 10_000_000,
  only,
}: {
  articles?: number | undefined
  only?: readonly string[] | undefined
}): Promise<Record<string, Figures>> {
  const sizes: Size[] = []
  try {
    for (const count of [articles / 10, articles]) sizes.push(await open(count))
    const client = new pg.Client({ connectionString: sizes[1]!.url })
    await client.connect()
    // Whoever is rare and who never meet is told by the larger one; both have the same actors.
    const all = await shapesOf(client).finally(() => client.end())
    const shapes = all.filter(({ name }) => only === undefined || only.includes(name))
    const figures: Record<string, Figures> = {}
    for (const shape of shapes) {
      figures[shape.name] = await measureShape(shape, sizes)
      console.log(shape.name, figures[shape.name])
    }
    return figures
  } finally {
    for (const { stop } of sizes) await stop()
  }
}

async function open(articles: number): Promise<Size> {
  const archive = await openArchive(articles, { bodies: false })
  try {
    const running = await startPeer(api, archive.url, await freePort())
    const client = new pg.Client({ connectionString: archive.url })
    await client.connect()
    const postmaster = await postmasterOf(client).finally(() => client.end())
    const stop = async () => {
      await running.stop()
      await archive.stop()
    }
    return { url: archive.url, running, postmaster, stop }
  } catch (error) {
    await archive.stop()
    throw error
  }
}

interface Asked {
  waits: number[]
  /** Milliseconds of PostgreSQL for each question, of a round each. */
  spent: (number | null)[]
}

async function measureShape(shape: Shape, sizes: readonly Size[]): Promise<Figures> {
  const bodies = await Promise.all(
    sizes.map(async ({ running }) => JSON.stringify(await api.bodyOf(shape, running.url))),
  )
  const results = sizes.map((): Asked => ({ waits: [], spent: [] }))
  for (const [at, { running }] of sizes.entries()) await askOften(running, bodies[at]!, warmUp)
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { running, postmaster }] of sizes.entries()) {
      const before = processorTime(postmaster)
      results[at]!.waits.push(...(await askOften(running, bodies[at]!, each)))
      const after = processorTime(postmaster)
      results[at]!.spent.push(before === null || after === null ? null : (after - before) / each)
    }
  }
  const [small, large] = results as [Asked, Asked]
  const p99 = quantile(large.waits, 0.99)
  const [tenth, whole] = [median(small.waits), median(large.waits)]
  return {
    'ms, a tenth': round(tenth, 2),
    ms: round(whole, 2),
    ratio: round(whole / tenth, 2),
    'ms of PostgreSQL, a tenth': medianIfKnown(small.spent),
    'ms of PostgreSQL': medianIfKnown(large.spent),
    p99: round(p99, 2),
    'p99/p50': round(p99 / whole, 2),
  }
}

/** As `fetch` would ask, whose own hundredth part is longer than most answers take. */
const agent = new Agent({ keepAlive: true })

/** @returns milliseconds of each answer */
async function askOften({ url }: Running, body: string, times: number): Promise<number[]> {
  const waits: number[] = []
  for (let at = 0; at < times; at += 1) {
    const begun = performance.now()
    const { status, text } = await ask(url + api.path, body)
    waits.push(performance.now() - begun)
    if (status !== 200 || text.includes('"errors":')) throw new Error(text.slice(0, 500))
  }
  return waits
}

async function ask(
  url: string,
  body: string,
): Promise<{ status: number | undefined; text: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const asked = request(url, { method: 'POST', agent, headers }).end(body)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode, text: await readText(response) }
}
