import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { ensureSource, schedulePolling } from '@courant/feed'
import type { Source } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { bundled } from '../bundled.fixture.ts'
import { killWorkers } from './killing.fixture.ts'
import { createPolls, type Polls } from './polls.ts'
import { openPollQueue, type PollQueue } from './queue.ts'
import { openSession } from './session.ts'

/** Milliseconds; workers start slowly where much else runs. */
const patience = 60_000

let testDb: TestDb
const stops: (() => unknown)[] = []
beforeEach(async () => {
  testDb = await createTestDb()
  stops.push(() => testDb.close())
})
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

const feed = `<rss version="2.0"><channel><title>The Gazette</title>
  <item><guid>1</guid><title>One</title><description>Text.</description></item></channel></rss>`

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function dueAt(feedUrl: string, slug = 'gazette'): Promise<Source> {
  const { id } = await ensureSource(testDb.db, { slug, name: slug, feedUrl })
  await schedulePolling(testDb.db, id)
  return reread(id)
}
const reread = (id: string) => testDb.db.source.findUniqueOrThrow({ where: { id } })

async function queueOf(): Promise<PollQueue> {
  const queue = await openPollQueue(testDb.url)
  stops.push(() => queue.close())
  return queue
}

const add = (queue: PollQueue, source: Source) =>
  queue.add([{ id: source.id, host: 'gazette.example', isNew: false }])
/** Has the time of the queue go on. */
const later = (seconds: number) =>
  testDb.db.$executeRaw`UPDATE pgboss.job SET
    started_on = started_on - make_interval(secs => ${seconds}),
    start_after = start_after - make_interval(secs => ${seconds})`

describe('the queue of polls', () => {
  test('is made once, by however many workers start at once', async () => {
    const queues = await Promise.all([1, 2, 3, 4, 5].map(queueOf))
    const source = await dueAt('https://gazette.example/feed')
    await Promise.all(queues.map((queue) => add(queue, source)))
    const taken = await Promise.all(queues.map((queue) => queue.take(5)))
    expect(taken.flat()).toMatchObject([{ sourceId: source.id, tries: 0 }])
    expect(await queues[0]!.hosts()).toEqual(['gazette.example'])
  })

  test('has the job of a worker that is gone tried again, and not that of one that lives', async () => {
    const queue = await queueOf()
    await add(queue, await dueAt('https://gazette.example/feed'))
    const [job] = await queue.take(1)
    const worker = await openSession(testDb.url)
    expect(await worker.hold(job!)).toBe(true)
    await later(60)
    expect(await queue.failAbandoned()).toEqual([])
    expect(await queue.isTaken(job!)).toBe(true)

    await worker.close()
    await vi.waitFor(async () => expect(await queue.failAbandoned()).toEqual([job!.id]), patience)
    expect(await queue.isTaken(job!)).toBe(false)
    await later(60)
    expect(await queue.take(1)).toEqual([{ ...job, tries: 1 }])
  })

  test('has a job that was just taken wait for its worker to hold it', async () => {
    const queue = await queueOf()
    await add(queue, await dueAt('https://gazette.example/feed'))
    await queue.take(1)
    expect(await queue.failAbandoned()).toEqual([])
    await later(3)
    expect(await queue.failAbandoned()).toHaveLength(1)
  })

  test('has the job of a worker that is frozen tried again after half an hour', async () => {
    const queue = await queueOf()
    await add(queue, await dueAt('https://gazette.example/feed'))
    const [job] = await queue.take(1)
    const frozen = await openSession(testDb.url)
    stops.push(() => frozen.close())
    await frozen.hold(job!)
    await later(31 * 60)
    expect(await queue.failAbandoned()).toEqual([job!.id])
    await later(60)
    const [again] = await queue.take(1)
    const another = await openSession(testDb.url)
    stops.push(() => another.close())
    expect(await another.hold(again!)).toBe(true)
  })

  test('is held by one worker of two', async () => {
    const queue = await queueOf()
    await add(queue, await dueAt('https://gazette.example/feed'))
    const [job] = await queue.take(1)
    const [one, two] = await Promise.all([openSession(testDb.url), openSession(testDb.url)])
    stops.push(
      () => one.close(),
      () => two.close(),
    )
    const held = await Promise.all([one.hold(job!), two.hold(job!)])
    expect(held.toSorted()).toEqual([false, true])
  })

  test('is not for connections that others share: what was held has to be there to be let go', async () => {
    const session = await openSession(testDb.url)
    stops.push(() => session.close())
    const job = { id: crypto.randomUUID(), sourceId: crypto.randomUUID(), tries: 0 }
    await session.hold(job)
    await session.letGo(job)
    await expect(session.letGo(job)).rejects.toThrow('pooler in session mode')
  })

  test('tells of a failure of the database, which is no empty queue', async () => {
    const queue = await queueOf()
    await testDb.db.$executeRaw`ALTER TABLE pgboss.job RENAME TO gone`
    await expect(queue.take(1)).rejects.toThrow('pgboss.job')
    await expect(queue.take(1)).rejects.toThrow('pgboss.job')
  })
})

describe('the polls of a worker', () => {
  const lines: { level: string; message: string }[] = []
  const stopping = new AbortController()

  function polls(signal: AbortSignal = stopping.signal): Polls {
    const made = createPolls({
      db: testDb.db,
      url: testDb.url,
      options: { allowPrivateHosts: ['127.0.0.1'] },
      log: (level, message, details) => lines.push({ level, message, ...details }),
      signal,
    })
    stops.push(() => made.close())
    return made
  }
  beforeEach(() => void lines.splice(0))

  test('leave nothing due, and nothing in the queue', async () => {
    // Two hosts: of one host's sources, the second is put off while the first is read.
    const serveFeed = () => serve((_, response) => response.end(feed))
    const sources = [await dueAt(await serveFeed(), 'one'), await dueAt(await serveFeed(), 'two')]
    await Promise.all([polls().work(), polls().work()])
    for (const { id } of sources) {
      expect(await reread(id)).toMatchObject({ failures: 0, lastReadAt: expect.any(Date) })
    }
    expect(await testDb.db.article.count()).toBe(2)
    expect(await (await queueOf()).hosts()).toEqual([])
  })

  test('leave those to others that it gives up when it stops', async () => {
    const stop = new AbortController()
    const source = await dueAt(await serve(() => stop.abort(new Error('stopping'))))
    await polls(stop.signal).work()
    const stopped = polls(stop.signal)
    await stopped.close()
    await vi.waitFor(async () => expect(await (await queueOf()).hosts()).toEqual([]), patience)
    expect(await reread(source.id)).toEqual(source)
  })

  test('blame a feed that ended its worker ten times, and try it again later', async () => {
    const queue = await queueOf()
    const source = await dueAt(await serve((_, response) => response.end(feed)))
    await add(queue, source)
    for (let time = 0; time <= 10; time += 1) {
      expect(await queue.take(1)).toHaveLength(1)
      await later(60)
      expect(await queue.failAbandoned()).toHaveLength(1)
      await later(3_600)
    }
    await polls().work()
    const blamed = await reread(source.id)
    expect(blamed).toMatchObject({ failures: 1, lastErrorCode: 'INTERNAL', lastReadAt: null })
    expect(blamed.nextPollAt!.getTime()).toBeGreaterThan(Date.now())
    expect(await queue.givenUp()).toEqual([])
  })

  test('go on when the connection that it lives by was lost', async () => {
    const asked: (() => void)[] = []
    const source = await dueAt(
      await serve((_, response) => {
        asked.push(() => response.end(feed))
        if (asked.length > 1) response.end(feed)
      }),
    )
    const worker = polls()
    const working = worker.work()
    await vi.waitFor(() => expect(asked).toHaveLength(1), patience)
    await testDb.db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'courant worker'`
    await expect(working).rejects.toThrow('The connection to the database was lost')
    expect(await reread(source.id)).toEqual(source)
    await vi.waitFor(async () => {
      await worker.work()
      expect(await reread(source.id)).toMatchObject({ failures: 0, lastReadAt: expect.any(Date) })
    }, patience)
  })

  test('fail as a whole where the database is read-only, and blame no source', async () => {
    const source = await dueAt(await serve((_, response) => response.end(feed)))
    const url = new URL(testDb.url)
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    const made = createPolls({
      db: testDb.db,
      url: url.href,
      options: {},
      log: () => {},
      signal: stopping.signal,
    })
    await expect(made.work()).rejects.toThrow(/read-only/)
    await expect(made.work()).rejects.toThrow(/read-only/)
    expect(await reread(source.id)).toEqual(source)
  })
})

describe('workers that are killed', () => {
  test('leave their polls to others, within seconds', async () => {
    const workers = new Map<string, ChildProcess>()
    const hire = async (name: string) => {
      const env = {
        DATABASE_URL: testDb.url,
        ALLOW_PRIVATE_HOSTS: '127.0.0.1',
        // The publisher sees in the User-Agent who asks.
        CONTACT: name,
      }
      const worker = fork(join(bundled, 'index.js'), { env, silent: true })
      stops.push(() => worker.kill('SIGKILL'))
      workers.set(name, worker)
      await once(worker, 'message')
    }
    const asked: string[] = []
    const url = await serve((request, response) => {
      const name = /\+(.*)\)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? ''
      asked.push(name)
      // The first that asks is killed while it waits for the answer.
      if (asked.length === 1) workers.get(name)?.kill('SIGKILL')
      else response.end(feed)
    })
    await Promise.all([hire('one'), hire('two')])
    const source = await dueAt(url)
    await vi.waitFor(
      async () => expect((await reread(source.id)).lastReadAt).not.toBeNull(),
      patience,
    )
    expect(await reread(source.id)).toMatchObject({ failures: 0 })
    expect(asked.toSorted()).toEqual(['one', 'two'])
  }, 240_000)

  test('lose nothing and do nothing twice, and ask each host one thing at a time', async () => {
    const report = await killWorkers({
      db: testDb.db,
      databaseUrl: testDb.url,
      workerFile: join(bundled, 'index.js'),
      workers: 3,
      sources: 60,
      // Other systems than Linux have one address of this machine.
      hosts: process.platform === 'linux' ? 20 : 1,
      kills: 8,
      patience: 120_000,
    })
    expect(report).toMatchObject({
      missing: 0,
      twice: 0,
      eventsMissingOrTwice: 0,
      revisions: 0,
      sourcesFailing: 0,
      sourcesNeverRead: 0,
      crowded: 0,
    })
    expect(report.requestsMeanwhile).toBeGreaterThan(0)
  }, 240_000)
})
