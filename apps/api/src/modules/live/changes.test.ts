import { groupArticles, pruneEvents, saveArticles } from '@courant/feed'
import { settled } from '@courant/testing'
import { createClient } from 'graphql-sse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft, mention, startTestApi, startTestServer, type TestApi } from '../../api.fixture.ts'
import { connect, liveCursor } from '../../live.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const now = () => liveCursor(test)

const revised = `subscription ($filter: ArticleFilter, $after: String) {
  articleRevised(filter: $filter, after: $after) { cursor revision article { headline } }
}`
const added = `subscription ($filter: ArticleFilter, $after: String) {
  articleAdded(filter: $filter, after: $after) { cursor article { headline } }
}`
const updated = `subscription ($filter: ArticleFilter, $after: String) {
  storyUpdated(filter: $filter, after: $after) { cursor article { headline } story { id articleCount } }
}`

interface Variables {
  filter?: object
  after?: string
}

interface Change {
  cursor: string
  revision?: number
  article: { headline: string }
  story?: { id: string; articleCount: number }
}

/** What a subscription brings, over WebSocket. */
function follow(query: string, variables: Variables, url = test.url) {
  const client = connect(url)
  const results = client.iterate({ query, variables: { ...variables } })
  return { ...readChanges(results), close: () => client.dispose() }
}

function readChanges(results: AsyncIterator<object, unknown, undefined>) {
  async function next(): Promise<Change> {
    const { value } = await results.next()
    const { data, errors } = value as {
      data?: Record<string, Change>
      errors?: { message: string; extensions: object }[]
    }
    if (errors) throw Object.assign(new Error(errors[0]!.message), errors[0]!.extensions)
    return Object.values(data!)[0]!
  }
  const take = async <Value>(count: number, read: (change: Change) => Value) => {
    const taken: Value[] = []
    while (taken.length < count) taken.push(read(await next()))
    return taken
  }
  return { next, take }
}

const reads = ({ revision, article }: Change) => `${revision} ${article.headline}`

describe('revisions', () => {
  it('arrive one by one, of articles that match as they read now', async () => {
    const after = await now()
    await test.save({ key: 'storm', headline: 'A storm', mentions: [mention('nato')] })
    await test.save({ key: 'calm', headline: 'Calm' })
    const live = follow(revised, { after, filter: { text: 'storms', actors: { all: ['nato'] } } })
    await test.save({ key: 'calm', headline: 'Storm' })
    await test.save({ key: 'storm', headline: 'Storm ends', mentions: [mention('nato')] })
    expect(await live.next()).toMatchObject({ revision: 2, article: { headline: 'Storm ends' } })
    await test.save({ key: 'storm', headline: 'Storms end', mentions: [mention('nato')] })
    expect(await live.take(1, reads)).toEqual(['3 Storms end'])
    await live.close()
  })

  it('replay from the cursor and go on live, over both transports and a restart', async () => {
    const after = await now()
    for (const n of [1, 2, 3]) await test.save({ key: 'often', headline: `Version ${n}` })
    const server = await startTestServer(test.databaseUrl)
    const first = follow(revised, { after }, `${server.url}/graphql`)
    const { cursor, revision } = await first.next()
    expect(revision).toBe(2)
    await server.stop()
    await first.close()

    const client = createClient({ url: test.url, retryAttempts: 0 })
    const again = readChanges(client.iterate({ query: revised, variables: { after: cursor } }))
    expect(await again.take(1, reads)).toEqual(['3 Version 3'])
    await test.save({ key: 'often', headline: 'Version 4' })
    expect(await again.take(1, reads)).toEqual(['4 Version 4'])
    client.dispose()
  })

  it('that commit out of order reach live and late readers alike, each once', async () => {
    for (const key of ['first', 'second']) await test.save({ key, headline: key })
    const after = await now()
    const live = follow(revised, { after })
    let commit = () => {}
    const held = new Promise<void>((resolve) => (commit = resolve))
    let wrote = () => {}
    const written = new Promise<void>((resolve) => (wrote = resolve))
    const slow = test.db.$transaction(
      async (tx) => {
        const where = { sourceId_key: { sourceId: test.sourceId, key: 'first' } }
        const { id } = await tx.article.update({
          where,
          data: { headline: 'first, again', revision: 2 },
        })
        await tx.articleEvent.create({ data: { kind: 'REVISED', articleId: id, revision: 2 } })
        wrote()
        await held
      },
      { timeout: 30_000 },
    )
    await written
    await test.save({ key: 'second', headline: 'second, again' })
    const late = follow(revised, { after })
    commit()
    await slow
    const expected = ['2 first, again', '2 second, again']
    expect(await live.take(2, reads)).toEqual(expected)
    expect(await late.take(2, reads)).toEqual(expected)
    await Promise.all([live.close(), late.close()])
  })
})

describe('stories', () => {
  const crane =
    'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port to ferries.'
  const ferries =
    'Two ferries turned back outside Tarnhaven because a fallen crane lies in the channel, and Mayor Ida Brook hopes for Saturday.'
  const divers =
    'Divers looked at the fallen crane in Tarnhaven harbour, and Mayor Ida Brook told the ferries to wait for the port until Sunday.'

  async function tell(headline: string, lead: string): Promise<void> {
    await saveArticles(test.db, [draft(test.sourceId, { key: headline, headline, lead })])
    await settled(test.db)
    await groupArticles(test.db)
  }

  it('tell of the articles that join, from the second one on', async () => {
    await test.reset()
    const after = await now()
    await groupArticles(test.db)
    const live = follow(updated, { after })
    await tell('Crane', crane)
    await tell('Ferries', ferries)
    const { story, article, cursor } = await live.next()
    expect([article.headline, story?.articleCount]).toEqual(['Ferries', 2])

    await tell('Divers', divers)
    const expected = [['Divers', story?.id]]
    const read = (change: Change) => [change.article.headline, change.story?.id]
    expect(await live.take(1, read)).toEqual(expected)
    const resumed = follow(updated, { after: cursor, filter: { stories: { any: [story!.id] } } })
    expect(await resumed.take(1, read)).toEqual(expected)
    await Promise.all([live.close(), resumed.close()])
  })

  it('are asked for by who follows new articles, each once, live and in a replay', async () => {
    await test.reset()
    const before = await now()
    await groupArticles(test.db)
    await tell('Crane', crane)
    await tell('Bread', 'Bakers of Lindow say that rye bread costs twice what it did in May.')
    await tell('Ferries', ferries)
    const { storyId } = await test.db.article.findFirstOrThrow({ where: { headline: 'Ferries' } })
    const asked = { all: { stories: { any: [storyId] } }, not: { stories: { none: [storyId] } } }
    const after = await now()
    const live = follow(added, { after, filter: asked.all })
    await tell('Divers', divers)
    await tell('Butter', 'A dairy in Lindow has run out of butter, which its owner blames on cake.')
    await tell('Divers, again', `${divers} They have lamps.`)
    const headline = ({ article }: Change) => article.headline
    expect(await live.take(2, headline)).toEqual(['Divers', 'Divers, again'])

    const replayed = follow(added, { after: before, filter: asked.all })
    const expected = ['Crane', 'Ferries', 'Divers', 'Divers, again']
    expect(await replayed.take(4, headline)).toEqual(expected)
    const others = follow(added, { after: before, filter: { OR: [{ NOT: asked.all }] } })
    expect(await others.take(2, headline)).toEqual(['Bread', 'Butter'])
    const without = follow(added, { after: before, filter: asked.not })
    expect(await without.take(2, headline)).toEqual(['Bread', 'Butter'])
    for (const each of [live, replayed, others, without]) await each.close()
  })
})

it.each([revised, updated])('a cursor that is too old asks to read again: %s', async (query) => {
  const after = await now()
  await test.save()
  await settled(test.db)
  await pruneEvents(test.db, new Date(Date.now() + 60_000))
  const subscription = follow(query, { after })
  await expect(subscription.next()).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' })
  await subscription.close()
})
