import { type ChildProcess, fork } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { ensureSource, schedulePolling } from '@courant/feed'
import { writeKnowledge } from '@courant/ingest'
import type { Db } from '@courant/prisma'

export interface Killing {
  db: Db
  databaseUrl: string
  /** The built worker. */
  workerFile: string
  workers: number
  sources: number
  /** Names that the sources are spread over; on Linux each is an address of this machine. */
  hosts: number
  /** Workers to kill, one a second, each after it has polled something. */
  kills: number
  /** Milliseconds to wait for what is left when no worker is killed any more. */
  patience: number
}

/** Figures of a run; what must be zero comes first. */
export interface KillReport {
  missing: number
  twice: number
  eventsMissingOrTwice: number
  revisions: number
  sourcesFailing: number
  sourcesNeverRead: number
  /** Requests that a host had beyond one at a time. */
  crowded: number
  published: number
  kills: number
  requests: number
  /** Those while workers were killed. */
  requestsMeanwhile: number
  /** Seconds until everything was in after the last kill. */
  caughtUp: number
}

/**
 * Publishes articles at many sources, has them polled by workers that are killed at random and replaced,
 * and looks for what got lost or came twice.
 */
export async function killWorkers(run: Killing): Promise<KillReport> {
  const press = await openPress(run)
  const workers = new Map<string, ChildProcess>()
  let hired = 0
  const hire = () => {
    const name = `worker-${(hired += 1)}`
    const worker = fork(run.workerFile, {
      env: {
        DATABASE_URL: run.databaseUrl,
        ALLOW_PRIVATE_HOSTS: press.hosts.join(','),
        // Publishers see in the User-Agent who asks.
        CONTACT: name,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    workers.set(name, worker)
    worker.once('exit', () => workers.delete(name))
  }
  /** Kills one that is at work; one that has not polled yet would die without harm. */
  const kill = () => {
    const atWork = [...workers].filter(([name]) => press.askedBy.has(name))
    const [name, victim] = atWork[Math.floor(Math.random() * atWork.length)] ?? []
    if (!name || !victim) return 0
    workers.delete(name)
    victim.kill('SIGKILL')
    hire()
    return 1
  }
  try {
    await writeKnowledge(run.db)
    const ids = await subscribe(run, press)
    for (let number = 0; number < run.workers; number += 1) hire()

    for (let kills = 0; kills < run.kills; kills += kill()) {
      for (let news = 0; news < run.sources / 20; news += 1) {
        const source = Math.floor(Math.random() * run.sources)
        press.publish(source)
        await schedulePolling(run.db, ids[source]!)
      }
      await sleep(1_000)
    }
    const requestsMeanwhile = press.requests
    const since = performance.now()
    while (performance.now() - since < run.patience && !(await isAllIn(run.db, press))) {
      await sleep(200)
    }
    const caughtUp = (performance.now() - since) / 1_000
    return {
      ...(await judge(run.db, press)),
      kills: run.kills,
      requestsMeanwhile,
      caughtUp: Number(caughtUp.toFixed(1)),
    }
  } finally {
    for (const worker of workers.values()) worker.kill('SIGKILL')
    press.close()
  }
}

interface Press {
  hosts: string[]
  feedUrl(source: number): string
  publish(source: number): void
  /** Articles published so far, by source. */
  published: number[]
  requests: number
  crowded: number
  /** The workers that asked for something. */
  askedBy: Set<string>
  close(): void
}

/** The publishers: one server under many names. It answers after a while, as others do. */
async function openPress({ sources, hosts: hostCount }: Killing): Promise<Press> {
  const published = Array.from({ length: sources }, () => 1)
  const open = new Map<string, number>()
  const count = (host: string, more: number) => {
    const now = (open.get(host) ?? 0) + more
    open.set(host, now)
    return now
  }
  const answer = (source: number, known: string | undefined, response: ServerResponse) => {
    const articles = published[source]!
    const etag = `"${articles}"`
    if (known === etag) response.writeHead(304).end()
    else response.writeHead(200, { etag }).end(feedOf(source, articles))
  }
  const server = createServer((request, response) => {
    const host = request.headers.host ?? ''
    press.requests += 1
    press.askedBy.add(/\+(.*)\)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? '')
    if (count(host, 1) > 1) press.crowded += 1
    response.once('close', () => count(host, -1))
    const source = Number(/\d+/.exec(request.url ?? '')?.[0])
    const known = request.headers['if-none-match']
    setTimeout(() => answer(source, known, response), 10 + Math.random() * 100)
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  const { port } = server.address() as AddressInfo
  const hosts = Array.from(
    { length: hostCount },
    (_, at) => `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}:${port}`,
  )
  const press: Press = {
    hosts,
    feedUrl: (source) => `http://${hosts[source % hostCount]}/feed-${source}.xml`,
    publish: (source) => void (published[source]! += 1),
    published,
    requests: 0,
    crowded: 0,
    askedBy: new Set(),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return press
}

/** The newest first. */
function feedOf(source: number, articles: number): string {
  const items = Array.from({ length: articles }, (_, at) => {
    const key = `${source}-${articles - at}`
    return `<item><guid isPermaLink="false">${key}</guid><title>Article ${key}</title>
      <description>What is new at source ${source}.</description></item>`
  })
  return `<rss version="2.0"><channel><title>Source ${source}</title>${items.join('')}</channel></rss>`
}

async function subscribe({ db, sources }: Killing, press: Press): Promise<string[]> {
  const ids: string[] = []
  for (let source = 0; source < sources; source += 1) {
    const name = `source-${source}`
    const { id } = await ensureSource(db, { slug: name, name, feedUrl: press.feedUrl(source) })
    await schedulePolling(db, id)
    ids.push(id)
  }
  return ids
}

/** A poll notes that it has read its source after its articles are in. */
async function isAllIn(db: Db, { published }: Press): Promise<boolean> {
  const expected = published.reduce((sum, articles) => sum + articles, 0)
  return (await db.article.count()) >= expected && (await neverRead(db)) === 0
}

async function neverRead(db: Db): Promise<number> {
  return db.source.count({ where: { feedUrl: { not: null }, lastReadAt: null } })
}

async function judge(db: Db, { published, requests, crowded }: Press) {
  const articles = await db.article.findMany({ select: { key: true } })
  const times = new Map<string, number>()
  for (const { key } of articles) {
    const guid = /\d+-\d+/.exec(key)?.[0] ?? key
    times.set(guid, (times.get(guid) ?? 0) + 1)
  }
  const expected = published.flatMap((count, source) =>
    Array.from({ length: count }, (_, at) => `${source}-${at + 1}`),
  )
  const added = await db.articleEvent.groupBy({
    by: ['articleId'],
    where: { kind: 'ADDED' },
    _count: true,
  })
  const once = added.filter(({ _count }) => _count === 1).length
  return {
    missing: expected.filter((guid) => !times.has(guid)).length,
    twice: articles.length - times.size,
    eventsMissingOrTwice: Math.abs(articles.length - once) + (added.length - once),
    revisions: await db.articleRevision.count(),
    sourcesFailing: await db.source.count({ where: { failures: { gt: 0 } } }),
    sourcesNeverRead: await neverRead(db),
    crowded,
    published: expected.length,
    requests,
  }
}
