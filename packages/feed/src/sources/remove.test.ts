import { createTestDb, settled, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ArticleDraft } from '../articles/draft.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { CourantError } from '../errors.ts'
import { groupArticles } from '../stories/group.ts'
import { findStory, sameTextOf } from '../stories/read.ts'
import { removeSource } from './remove.ts'
import { ensureSource } from './source.ts'

let test: TestDb
let gazette: string
let courier: string
beforeEach(async () => {
  test = await createTestDb()
  gazette = (await prepare(test.db)).sourceId
  courier = (await ensureSource(test.db, { slug: 'courier', name: 'The Courier' })).id
})
afterEach(() => test.close())

const crane =
  'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port to ferries. Nobody was hurt, the harbour master said on Thursday, but two ferries had to turn back and several freighters wait outside. Divers are to look at the crane today. It lies across the channel that the ferries take, and the operator had it inspected in March.'
const ferries =
  'Two ferries turned back outside Tarnhaven because a fallen crane lies in the channel, and Mayor Ida Brook hopes for Saturday.'

const report = (sourceId: string, key: string, lead: string, own: Partial<ArticleDraft> = {}) =>
  draft({ sourceId, key, lead, headline: lead.split(',')[0]!, sections: [], ...own })
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => draft({ sourceId: gazette, key: `article-${n}` }))
const articleOf = (key: string) => test.db.article.findFirstOrThrow({ where: { key } })
const removed = () => test.db.articleEvent.findMany({ where: { kind: 'REMOVED' } })

async function groupAll(): Promise<void> {
  await settled(test.db)
  while ((await groupArticles(test.db)).more);
}

describe('a source that is removed', () => {
  it('takes its articles with it, and each is told of in the event log', async () => {
    const ids = (await saveArticles(test.db, many(450))).map(({ articleId }) => articleId)
    await saveArticles(test.db, [draft({ sourceId: courier, key: 'other' })])
    await saveArticles(test.db, [draft({ sourceId: gazette, key: 'article-7', lead: 'Changed.' })])
    const progress: number[] = []
    const onProgress = (articles: number) => progress.push(articles)
    expect(await removeSource(test.db, 'gazette', { onProgress })).toEqual({
      id: gazette,
      name: 'The Gazette',
      articles: 450,
    })
    expect(progress).toEqual([200, 400, 450, 450])
    const events = await removed()
    expect(new Set(events.map(({ articleId }) => articleId))).toEqual(new Set(ids))
    expect(events.length).toBe(450)
    expect(events.filter(({ revision }) => revision === 2).length).toBe(1)
    expect(await test.db.source.findMany({ select: { id: true } })).toEqual([{ id: courier }])
    expect(await test.db.article.findMany({ select: { key: true } })).toEqual([{ key: 'other' }])
  })

  it('leaves nothing of its articles behind', async () => {
    const topics = [{ code: '20000056', score: 1, cues: ['war'] }]
    const takeaways = [{ text: 'It follows.', origin: 'PUBLISHER', evidence: null } as const]
    const whole = { topics, takeaways, mentions: [mention('nato')], candidates: [mention('sag-u')] }
    await saveArticles(test.db, [draft({ sourceId: gazette, key: 'whole', ...whole })])
    await saveArticles(test.db, [
      draft({ sourceId: gazette, key: 'whole', ...whole, lead: 'Changed.' }),
    ])
    await groupAll()
    await removeSource(test.db, 'gazette')
    const { db } = test
    const left = {
      articles: await db.article.count(),
      sections: await db.section.count(),
      takeaways: await db.takeaway.count(),
      mentions: await db.mention.count(),
      candidates: await db.candidate.count(),
      topics: await db.articleTopic.count(),
      revisions: await db.articleRevision.count(),
      fingerprints: await db.fingerprintBand.count(),
      stories: await db.story.count(),
      profiles: await db.storyProfile.count(),
    }
    expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([])
  })

  it('is no longer counted in the stories of others, nor leads them', async () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour))
    await saveArticles(test.db, [
      report(courier, 'first', ferries, { statedAt: at(8) }),
      report(gazette, 'second', `${ferries} More.`, { statedAt: at(9) }),
      report(courier, 'third', crane, { statedAt: at(7) }),
    ])
    await groupAll()
    const { storyId } = await articleOf('first')
    const second = await articleOf('second')
    expect(second.storyId).toBe(storyId)
    await test.db.story.update({ where: { id: storyId! }, data: { leadArticleId: second.id } })

    await removeSource(test.db, 'gazette')
    const [first, third] = [await articleOf('first'), await articleOf('third')]
    expect(await findStory(test.db, storyId!)).toMatchObject({
      articleCount: 2,
      sourceCount: 1,
      firstSeenAt: at(7),
      lastSeenAt: at(8),
    })
    const story = await test.db.story.findUniqueOrThrow({ where: { id: storyId! } })
    expect([first.id, third.id]).toContain(story.leadArticleId)
  })

  it('ends the stories that it told alone, with those that were merged into them', async () => {
    await saveArticles(test.db, [
      report(gazette, 'crane', crane),
      report(gazette, 'ferries', ferries),
    ])
    await groupAll()
    const { storyId } = await articleOf('crane')
    const now = new Date()
    const merged = await test.db.story.create({
      data: { firstSeenAt: now, lastSeenAt: now, mergedIntoId: storyId },
    })
    await removeSource(test.db, 'gazette')
    expect(await findStory(test.db, storyId!)).toBeNull()
    expect(await findStory(test.db, merged.id)).toBeNull()
    expect(await test.db.story.count()).toBe(0)
    expect(await test.db.storyKey.count()).toBe(0)

    await saveArticles(test.db, [report(courier, 'later', ferries)])
    await groupAll()
    expect((await articleOf('later')).storyId).not.toBeNull()
  })

  it('leaves copies of its texts together, and a single one alone', async () => {
    const herald = (await ensureSource(test.db, { slug: 'herald', name: 'The Herald' })).id
    await saveArticles(test.db, [report(gazette, 'wire', crane)])
    await groupAll()
    await saveArticles(test.db, [
      report(courier, 'copy', `${crane} (wire)`),
      report(herald, 'again', `${crane} (agency)`),
    ])
    await groupAll()
    const wire = await articleOf('wire')
    expect((await articleOf('copy')).textGroupId).toBe(wire.id)

    await removeSource(test.db, 'gazette')
    const [copy, again] = [await articleOf('copy'), await articleOf('again')]
    expect([copy.textGroupId, again.textGroupId]).toEqual([again.id, again.id])
    const group = await sameTextOf(test.db, [again.id])
    expect(group.get(again.id)?.map(({ key }) => key)).toEqual(['again', 'copy'])

    await removeSource(test.db, 'herald')
    expect((await articleOf('copy')).textGroupId).toBeNull()
  })

  it('can be removed to its end when it was interrupted', async () => {
    await saveArticles(test.db, many(450))
    await test.db.source.update({ where: { id: gazette }, data: { nextPollAt: new Date() } })
    const stopping = new AbortController()
    const interrupted = removeSource(test.db, 'gazette', {
      signal: stopping.signal,
      onProgress: () => stopping.abort(new Error('Interrupted')),
    })
    await expect(interrupted).rejects.toThrow('Interrupted')
    expect(await test.db.article.count()).toBe(250)
    expect((await removed()).length).toBe(200)
    expect(await test.db.source.findUnique({ where: { id: gazette } })).toMatchObject({
      nextPollAt: null,
    })
    expect(await removeSource(test.db, 'gazette')).toMatchObject({ articles: 250 })
    expect((await removed()).length).toBe(450)
    await expect(removeSource(test.db, 'gazette')).rejects.toMatchObject({
      code: 'UNKNOWN_SOURCE',
    })
  })

  it('is gone also when it is read, put into stories and removed twice at the same time', async () => {
    await saveArticles(test.db, many(300))
    await settled(test.db)
    const save = async () => {
      for (let round = 0; round < 6; round += 1) {
        const drafts = Array.from({ length: 20 }, (_, n) =>
          draft({ sourceId: gazette, key: `late-${round}-${n}`, lead: `${ferries} ${n}` }),
        )
        await saveArticles(test.db, drafts)
      }
    }
    const group = async () => {
      for (let round = 0; round < 12; round += 1) await groupArticles(test.db)
    }
    const remove = () => removeSource(test.db, 'gazette')
    const reasonOf = (error: unknown) =>
      error instanceof CourantError ? error.code : /foreign key/i.exec(String(error))?.[0]
    const [first, second, saved, grouped] = await Promise.all(
      [remove(), remove(), save(), group()].map((work) => work.then(() => 'done', reasonOf)),
    )
    expect(grouped).toBe('done')
    expect([first, second]).toContain('done')
    expect(['done', 'UNKNOWN_SOURCE']).toEqual(expect.arrayContaining([first, second]))
    // Whoever saves into a source that is gone is told by the database.
    expect(['done', 'Foreign key']).toContain(saved)

    expect(await test.db.article.count()).toBe(0)
    const added = await test.db.articleEvent.findMany({ where: { kind: 'ADDED' } })
    const gone = new Set((await removed()).map(({ articleId }) => articleId))
    expect(added.filter(({ articleId }) => !gone.has(articleId))).toEqual([])
    expect((await removed()).length).toBe(added.length)
  })
})
