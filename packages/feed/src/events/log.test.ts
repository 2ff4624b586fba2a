import { createTestDb, settled, type TestDb } from '@courant/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, prepare } from '../draft.fixture.ts'
import { eventCursor, resumePositions } from './cursor.ts'
import { listenForRings } from './doorbell.ts'
import { currentPosition, type EventPosition, pruneEvents, readEvents } from './log.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())

let count = 0
const newDraft = () => draft({ sourceId, key: `article-${(count += 1)}` })
const resume = async (cursor: string) => (await resumePositions(test.db))(cursor)

describe('the event log', () => {
  let start: EventPosition
  beforeEach(async () => {
    await settled(test.db)
    start = await currentPosition(test.db)
  })

  it('gives what was saved, in order, and goes on from there', async () => {
    const saved = await saveArticles(test.db, [newDraft(), newDraft(), newDraft()])
    await settled(test.db)
    const first = await readEvents(test.db, start, 2)
    const rest = await readEvents(test.db, first.position, 2)
    const ids = [...first.events, ...rest.events].map(({ articleId }) => articleId)
    expect(ids.toSorted()).toEqual(saved.map(({ articleId }) => articleId).toSorted())
    expect([first.more, rest.more]).toEqual([true, false])
    expect(await readEvents(test.db, rest.position, 2)).toMatchObject({ events: [], more: false })
  })

  it('holds back what a transaction still running may yet precede', async () => {
    const slow = new pg.Client({ connectionString: test.url })
    await slow.connect()
    await slow.query('BEGIN')
    const slowId = '01890000-0000-7000-8000-000000000001'
    await slow.query(
      `INSERT INTO article_event (kind, article_id, revision) VALUES ('ADDED', $1, 1)`,
      [slowId],
    )
    const [quick] = await saveArticles(test.db, [newDraft()])
    expect(await readEvents(test.db, start, 10)).toMatchObject({ events: [], pending: true })

    await slow.query('COMMIT')
    await slow.end()
    await settled(test.db)
    const batch = await readEvents(test.db, start, 10)
    expect(batch.events.map(({ articleId }) => articleId)).toEqual([slowId, quick!.articleId])
    expect(batch.pending).toBe(false)
  })

  it('gives nothing of a transaction that was rolled back', async () => {
    await expect(
      saveArticles(test.db, [newDraft(), draft({ sourceId, key: 'bad', lead: '\u0000' })]),
    ).rejects.toThrow(/UTF8/)
    expect((await readEvents(test.db, start, 10)).events).toEqual([])
  })

  it('resumes from a cursor until the events after it are dropped', async () => {
    const cursor = await eventCursor(test.db, start)
    await saveArticles(test.db, [newDraft()])
    expect(await resume(cursor)).toEqual(start)

    await settled(test.db)
    expect(await pruneEvents(test.db, new Date(Date.now() + 60_000))).toBeGreaterThan(0)
    await expect(resume(cursor)).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' })
    const now = await currentPosition(test.db)
    expect(await resume(await eventCursor(test.db, now))).toEqual(now)
  })

  it('refuses a cursor it did not sign', async () => {
    await expect(resume('WyIxIiwiMSJd.AAAAAAAAAAAA')).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })

  it('rings for those who listen, and again after a lost connection', async () => {
    let rings = 0
    let heard = () => {}
    const nextRing = () => new Promise<void>((resolve) => (heard = resolve))
    const atStart = nextRing()
    const listener = await listenForRings(test.url, () => {
      rings += 1
      heard()
    })
    await atStart
    const afterSave = nextRing()
    await saveArticles(test.db, [newDraft()])
    await afterSave

    const afterLoss = nextRing()
    await test.db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`
    await afterLoss
    expect(rings).toBe(3)
    await listener.close()
  })
})
