import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { pruneEvents } from '@courant/feed'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, startTestServer, type TestApi } from '../../api.fixture.ts'
import { connect, doUntil, follow, liveCursor, saveHeldOpen } from '../../live.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const now = () => liveCursor(test)

describe('new articles', () => {
  it('arrive as they are added, those that match', async () => {
    const after = await now()
    const filter = { actors: { all: ['nato'] }, topics: { any: ['politics'] } }
    await test.save({ mentions: [mention('nato')] })
    const subscription = await follow(test.url, { filter, after })
    const topics = [{ code: '20000574', score: 1, cues: [] }]
    await test.save({ headline: 'Only NATO', mentions: [mention('nato')] })
    await test.save({ headline: 'Only politics', topics })
    await test.save({ headline: 'Both', mentions: [mention('nato'), mention('eu')], topics })
    expect(await subscription.headlines(1)).toEqual(['Both'])
    await subscription.close()
  })

  it('bring everything that hangs on them', async () => {
    const client = connect(test.url)
    const results = client.iterate({
      query: `subscription ($after: String) {
        articleAdded(after: $after) {
          article {
            source { slug } takeaways { text } topics { topic { parent { slug } } }
            actors { entity { slug aliases } }
          }
        }
      }`,
      variables: { after: await now() },
    })
    await test.save({
      mentions: [mention('nato')],
      topics: [{ code: '20000574', score: 1, cues: [] }],
      takeaways: [{ text: 'It matters.', origin: 'PUBLISHER', evidence: null }],
    })
    expect((await results.next()).value).toEqual({
      data: {
        articleAdded: {
          article: {
            source: { slug: 'gazette' },
            takeaways: [{ text: 'It matters.' }],
            topics: [{ topic: { parent: { slug: 'politics' } } }],
            actors: [{ entity: { slug: 'nato', aliases: ['NATO'] } }],
          },
        },
      },
    })
    await client.dispose()
  })

  it('arrive from another process', async () => {
    const subscription = await follow(test.url, { after: await now() })
    const script = fileURLToPath(new URL('../../live/save-article.fixture.ts', import.meta.url))
    const args = ['--import', 'tsx', script, test.databaseUrl, test.sourceId, 'from-elsewhere']
    await promisify(execFile)(process.execPath, args)
    expect(await subscription.headlines(1)).toEqual(['Headline of from-elsewhere'])
    await subscription.close()
  })

  it('are not those that were only revised', async () => {
    const subscription = await follow(test.url, { after: await now() })
    await test.save({ key: 'revised', headline: 'First words' })
    expect(await subscription.headlines(1)).toEqual(['First words'])
    await test.save({ key: 'revised', headline: 'Other words' })
    await test.save({ headline: 'Another article' })
    expect(await subscription.headlines(1)).toEqual(['Another article'])
    await subscription.close()
  })

  it('start with what is added from now on when there is no cursor', async () => {
    await test.save({ headline: 'Before' })
    await settled(test.db)
    const subscription = await follow(test.url)
    const first = subscription.headlines(1)
    expect(await doUntil(first, () => test.save({ headline: 'After' }))).toEqual(['After'])
    await subscription.close()
  })
})

describe('the cursor', () => {
  it('resumes: what came in between first, then live, nothing missed and nothing twice', async () => {
    const first = await follow(test.url, { after: await now() })
    await test.save({ headline: 'Seen' })
    const { cursor } = await first.next()
    await first.close()

    const missed = Array.from({ length: 300 }, (_, n) => `Missed ${n}`)
    for (const headline of missed.slice(0, 150)) await test.save({ headline })
    const again = await follow(test.url, { after: cursor })
    for (const headline of missed.slice(150)) await test.save({ headline })
    expect(await again.headlines(300)).toEqual(missed)
    await test.save({ headline: 'Last' })
    expect(await again.headlines(1)).toEqual(['Last'])
    await again.close()
  })

  it('of a page continues that page', async () => {
    const after = await now()
    await test.save({ headline: 'Right behind the page' })
    const subscription = await follow(test.url, { after })
    expect(await subscription.headlines(1)).toEqual(['Right behind the page'])
    await subscription.close()
  })

  it('passes over articles that were removed since, and shows revised ones as they read now', async () => {
    const after = await now()
    const removed = await test.save({ headline: 'Removed' })
    await test.save({ key: 'corrected', headline: 'Wrong' })
    await test.save({ key: 'corrected', headline: 'Right' })
    await test.db.article.delete({ where: { id: removed } })
    const subscription = await follow(test.url, { after })
    expect(await subscription.headlines(1)).toEqual(['Right'])
    await subscription.close()
  })

  it('that is forged is refused', async () => {
    const subscription = await follow(test.url, { after: 'WyIxIiwiMSJd.AAAAAAAAAAAA' })
    await expect(subscription.next()).rejects.toMatchObject({ code: 'BAD_CURSOR', field: 'after' })
    await subscription.close()
  })

  it('older than the log asks to read the feed again', async () => {
    const old = await now()
    await test.save()
    await settled(test.db)
    await pruneEvents(test.db, new Date(Date.now() + 60_000))
    const subscription = await follow(test.url, { after: old })
    await expect(subscription.next()).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' })
    await subscription.close()
    const fresh = await follow(test.url, { after: await now() })
    await test.save({ headline: 'After the resync' })
    expect(await fresh.headlines(1)).toEqual(['After the resync'])
    await fresh.close()
  })

  it('outlives the server', async () => {
    const server = await startTestServer(test.databaseUrl)
    const before = await follow(`${server.url}/graphql`, { after: await now() })
    await test.save({ headline: 'Before the restart' })
    const { cursor } = await before.next()
    const broken = before.next()
    await Promise.all([expect(broken).rejects.toMatchObject({ code: 1001 }), server.stop()])

    await test.save({ headline: 'During the restart' })
    const restarted = await startTestServer(test.databaseUrl)
    const after = await follow(`${restarted.url}/graphql`, { after: cursor })
    await test.save({ headline: 'After the restart' })
    expect(await after.headlines(2)).toEqual(['During the restart', 'After the restart'])
    await after.close()
    await restarted.stop()
  })
})

describe('commits out of order', () => {
  it('bring the older transaction first, although it commits later', async () => {
    const after = await now()
    const live = await follow(test.url, { after })
    const slow = await saveHeldOpen(test.db, test.sourceId, 'Began first')
    await test.save({ headline: 'Committed first' })
    const replayed = await follow(test.url, { after })
    await slow.commit()
    expect(await live.headlines(2)).toEqual(['Began first', 'Committed first'])
    expect(await replayed.headlines(2)).toEqual(['Began first', 'Committed first'])
    await Promise.all([live.close(), replayed.close()])
  })

  it('reach every reader once, whatever the writers and however often readers reconnect', async () => {
    let cursor: string | undefined = await now()
    const steady = await follow(test.url, { after: cursor })
    const expected = Array.from({ length: 60 }, (_, n) => `Article ${n}`)
    const writing = Promise.all(
      [0, 1, 2].map(async (writer) => {
        for (const headline of expected.filter((_, n) => n % 3 === writer)) {
          const slow = await saveHeldOpen(test.db, test.sourceId, headline)
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
          await slow.commit()
        }
      }),
    )
    const broken: string[] = []
    while (broken.length < expected.length) {
      const subscription = await follow(test.url, { after: cursor })
      for (let n = 0; n < 7 && broken.length < expected.length; n += 1) {
        const added = await subscription.next()
        broken.push(added.headline)
        ;({ cursor } = added)
      }
      await subscription.close()
    }
    await writing
    expect(await steady.headlines(expected.length)).toEqual(broken)
    expect(broken.toSorted()).toEqual(expected.toSorted())
    await steady.close()
  })
})
