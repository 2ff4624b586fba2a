import autocannon from 'autocannon'
import pg from 'pg'

import { openArchive } from './data/archive.ts'
import { canonical } from './feed/answer.ts'
import { processorTime } from './feed/processor.ts'
import { type Shape, shapesOf } from './feed/shapes.ts'
import { ceiling } from './peers/ceiling.ts'
import { courant } from './peers/courant.ts'
import { type Peer, type Running, startPeer } from './peers/peer.ts'
import { postgraphile } from './peers/postgraphile.ts'
import { sameBytes } from './peers/same-bytes.ts'
import { apollo, mercurius, yoga } from './peers/servers.ts'
import { postmasterOf } from './peers/postmaster.ts'
import { median, medianIfKnown, round } from './figures.ts'

const bare = courant('Courant, nothing kept', { ANSWER_CACHE: '0', ARTICLE_CACHE: '0' })
const uncached = courant('Courant, articles kept', { ANSWER_CACHE: '0' })
const warm = courant('Courant, answers kept', {})
const peers = [ceiling, bare, uncached, warm, postgraphile, mercurius, yoga, apollo]

const connections = 16
const rounds = 3
/** Seconds of a round, and before the first one, so that code is compiled and plans are made. */
const each = 1.5
const warmUp = 3
/** Seconds before each round that do not count: whoever waited while others were measured is slower at first. */
const wakeUp = 1
const firstPort = 4_880
/** A peer that needs longer than this for a single answer is not put under load with it. */
const bearable = 2_000
/** Nor is one that has not answered by then. */
const patience = 20_000

/** Requests a second and milliseconds of one peer and shape. */
interface Figures {
  'requests/s': number
  /** Milliseconds of processor time for a request, of the server and of PostgreSQL. */
  'server CPU': number | null
  'database CPU': number | null
  p50: number
  p99: number
  'p99/p50': number
  /** Of the ceiling's requests a second. */
  'to ceiling': number | null
  KB: number
}

/**
 * The feed page and what stands beside it, from the database over HTTP to the client: every peer in turn on
 * the same archive, in several rounds, whose medians are told. Only what was checked to be the same answer
 * is timed. Sixteen connections at once, on the machine's cores as it shares them with the load.
 */
export async function measureFeed({
  articles = 1_000_000,
  only,
}: {
  articles?: number | undefined
  /** Of the shapes, those of these names. */
  only?: readonly string[] | undefined
}): Promise<Record<string, Partial<Figures>>> {
  const archive = await openArchive(articles)
  const client = new pg.Client({ connectionString: archive.url })
  const running = new Map<Peer, Running>()
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      `SELECT current_setting('server_version') AS version`,
    )
    console.log(
      `PostgreSQL ${rows[0]!.version}, ${articles} articles, ${connections} connections, ` +
        `${rounds} rounds of ${each} s, pools of 10, jit off`,
    )
    const all = await shapesOf(client)
    const shapes = all.filter(({ name }) => only === undefined || only.includes(name))
    const postmaster = await postmasterOf(client)
    for (const [at, peer] of peers.entries()) {
      running.set(peer, await startPeer(peer, archive.url, firstPort + at))
    }
    const still = sameBytes(running.get(warm)!.url + warm.path, warm)
    running.set(still, await startPeer(still, archive.url, firstPort + peers.length))
    const figures: Record<string, Partial<Figures>> = {}
    for (const shape of shapes)
      Object.assign(figures, await measureShape(shape, running, postmaster))
    return figures
  } finally {
    await Promise.all([...running.values()].map(({ stop }) => stop()))
    await client.end()
    await archive.stop()
  }
}

interface Entrant {
  peer: Peer
  pid: number
  url: string
  body: string
  bytes: number
}

async function measureShape(
  shape: Shape,
  running: ReadonlyMap<Peer, Running>,
  postmaster: number,
): Promise<Record<string, Partial<Figures>>> {
  const figures: Record<string, Partial<Figures>> = {}
  const entrants: Entrant[] = []
  let expected: string | undefined
  for (const [peer, { url, process: server }] of running) {
    const body = await peer.bodyOf(shape, url)
    if (body === null) continue
    const entrant = {
      peer,
      pid: server.pid!,
      url: url + peer.path,
      body: JSON.stringify(body),
      bytes: 0,
    }
    // The first answer of a server takes longer than all others.
    await ask(entrant)
    const begun = performance.now()
    const answer = await ask(entrant)
    const took = performance.now() - begun
    if (answer === null) {
      figures[`${shape.name} | ${peer.name}`] = { p50: Infinity }
      console.log(`${shape.name} | ${peer.name}: no answer within ${patience / 1000} s`)
      continue
    }
    entrant.bytes = answer.length
    if (shape.kind === 'page') {
      const given = canonical(peer.articlesIn(JSON.parse(answer)))
      expected ??= given
      if (given !== expected) throw new Error(`${peer.name} answers "${shape.name}" differently.`)
    }
    if (took < bearable) entrants.push(entrant)
    else {
      figures[`${shape.name} | ${peer.name}`] = { p50: Math.round(took) }
      console.log(`${shape.name} | ${peer.name}: ${Math.round(took)} ms for one answer`)
    }
  }
  const measured = new Map<Entrant, Measured[]>(entrants.map((entrant) => [entrant, []]))
  for (const entrant of entrants) await load(entrant, warmUp)
  for (let round = 0; round < rounds; round += 1) {
    for (const entrant of entrants)
      measured.get(entrant)!.push(await loadWatched(entrant, postmaster))
  }
  const rateOf = (results: readonly Measured[]) =>
    median(results.map(({ requests, duration }) => requests.total / duration))
  const top = entrants.find(({ peer }) => peer === ceiling)
  const most = top && rateOf(measured.get(top)!)
  for (const [{ peer, bytes }, results] of measured) {
    const p50 = median(results.map(({ latency }) => latency.p50))
    const p99 = median(results.map(({ latency }) => latency.p99))
    const rate = rateOf(results)
    figures[`${shape.name} | ${peer.name}`] = {
      'requests/s': Math.round(rate),
      'server CPU': medianIfKnown(results.map(({ serverTime }) => serverTime)),
      'database CPU': medianIfKnown(results.map(({ databaseTime }) => databaseTime)),
      p50: round(p50),
      p99: round(p99),
      'p99/p50': round(p99 / Math.max(p50, 1)),
      'to ceiling': most ? round(rate / most, 2) : null,
      KB: Math.round(bytes / 1024),
    }
    console.log(`${shape.name} | ${peer.name}`, figures[`${shape.name} | ${peer.name}`])
  }
  return figures
}

/** Null where there is none in time. */
async function ask({ url, body }: Entrant): Promise<string | null> {
  const signal = AbortSignal.timeout(patience)
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) return null
      throw error
    },
  )
  if (!response) return null
  const answer = await response.text()
  if (response.ok && !answer.includes('"errors":')) return answer
  throw new Error(`${url} answered ${response.status}: ${answer.slice(0, 500)}`)
}

const headers = { 'content-type': 'application/json', accept: 'application/json' }

async function load(entrant: Entrant, seconds: number): Promise<autocannon.Result> {
  const { url, body } = entrant
  const result = await autocannon({
    url,
    method: 'POST',
    headers,
    body,
    connections,
    duration: seconds,
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${entrant.peer.name} failed under load: ${result.non2xx + result.errors} times`,
    )
  }
  return result
}

interface Measured extends Pick<autocannon.Result, 'requests' | 'latency' | 'duration'> {
  serverTime: number | null
  databaseTime: number | null
}

async function loadWatched(entrant: Entrant, postmaster: number): Promise<Measured> {
  await load(entrant, wakeUp)
  const before = [processorTime(entrant.pid), processorTime(postmaster)] as const
  const { requests, latency, duration } = await load(entrant, each)
  const after = [processorTime(entrant.pid), processorTime(postmaster)] as const
  const spent = (at: 0 | 1) => {
    const [from, to] = [before[at], after[at]]
    return from === null || to === null ? null : (to - from) / requests.total
  }
  return { requests, latency, duration, serverTime: spent(0), databaseTime: spent(1) }
}
