import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import autocannon from 'autocannon'
import pg from 'pg'

import { openArchive } from './data/archive.ts'
import { shapesOf } from './feed/shapes.ts'
import { median, round } from './figures.ts'
import { courant } from './peers/courant.ts'
import { type Peer, startPeer } from './peers/peer.ts'

const apiPort = 4_920
const webPort = 4_921
const connections = 8
const seconds = 5
const times = 60

interface Figures {
  'requests/s': number
  'first byte p50': number
  'first byte p99': number
  'HTML KB': number
  'gzip KB': number
  'JavaScript KB gzip': number
}

/**
 * The pages as they are delivered, before a million articles: the feed unfiltered and filtered, and an
 * article, each asked for one after the other for its time to the first byte, and by eight at once for
 * requests a second; the API's answer to the feed's own question stands beside them.
 */
export async function measureWeb({
  articles = 1_000_000,
}): Promise<Record<string, Partial<Figures>>> {
  const archive = await openArchive(articles)
  const client = new pg.Client({ connectionString: archive.url })
  await client.connect()
  const figures: Record<string, Partial<Figures>> = {}
  const api = courant('the API', {})
  const runningApi = await startPeer(api, archive.url, apiPort)
  const web: Peer = {
    ...api,
    name: 'the web',
    file: join(import.meta.dirname, '../apps/web/dist/server.js'),
    env: () => ({ WEB_PORT: String(webPort), API_URL: runningApi.url }),
  }
  const runningWeb = await startPeer(web, archive.url, webPort)
  try {
    const shapes = await shapesOf(client)
    const asked = (name: string) => shapes.find((shape) => shape.name === name)!.asked
    const both = asked('common actor and common topic')
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM article ORDER BY feed_key DESC OFFSET 100 LIMIT 1',
    )
    const pages = {
      'the feed': '/',
      'the feed of an actor': `/?actor=${both.actorsAll![0]}`,
      'the feed of an actor and a topic': `/?actor=${both.actorsAll![0]}&topic=${both.topicsAll![0]}`,
      'an article': `/articles/${rows[0]!.id}`,
    }
    for (const [name, path] of Object.entries(pages)) {
      figures[name] = await measurePage(runningWeb.url, path)
      console.log(name, figures[name])
    }
    const body = JSON.stringify(await api.bodyOf(shapes[0]!, runningApi.url))
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const url = `${runningApi.url}/graphql`
    await autocannon({ url, method: 'POST', headers, body, connections, duration: 1 })
    const alone = await autocannon({
      url,
      method: 'POST',
      headers,
      body,
      connections,
      duration: seconds,
    })
    figures['the API alone, a page of 20'] = {
      'requests/s': Math.round(alone.requests.average),
      'first byte p50': alone.latency.p50,
      'first byte p99': alone.latency.p99,
    }
    return figures
  } finally {
    await runningWeb.stop()
    await runningApi.stop()
    await client.end()
    await archive.stop()
  }
}

async function measurePage(origin: string, path: string): Promise<Figures> {
  const url = origin + path
  const html = await (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).text()
  if (!html.includes('<article')) throw new Error(`${path} shows no article.`)
  const waits: number[] = []
  for (let at = 0; at < times; at += 1) waits.push(await firstByteOf(url))
  const warm = waits.slice(times / 6)
  const scripts = [
    ...new Set([...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src!)),
  ]
  let scriptBytes = 0
  for (const src of scripts) {
    const script = await fetch(new URL(src, origin))
    scriptBytes += gzipSync(Buffer.from(await script.arrayBuffer())).length
  }
  const load = await autocannon({ url, connections, duration: seconds })
  if (load.non2xx > 0) throw new Error(`${path} failed ${load.non2xx} times under load.`)
  return {
    'requests/s': Math.round(load.requests.average),
    'first byte p50': round(median(warm)),
    'first byte p99': round(Math.max(...warm)),
    'HTML KB': round(html.length / 1024),
    'gzip KB': round(gzipSync(html).length / 1024),
    'JavaScript KB gzip': round(scriptBytes / 1024),
  }
}

/** In milliseconds, over a connection that is open already. */
async function firstByteOf(url: string): Promise<number> {
  const begun = performance.now()
  const response = await fetch(url)
  const reader = response.body!.getReader()
  await reader.read()
  const took = performance.now() - begun
  while (!(await reader.read()).done);
  return took
}
