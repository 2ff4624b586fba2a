import { createAccount, mergeEntities } from '@courant/feed'
import { createPasswords } from '@courant/feed/passwords'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { mention, post, startTestApi, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
beforeEach(async () => {
  await test.reset()
  await test.db.account.deleteMany()
  await test.db.signInAttempt.deleteMany()
})
afterAll(() => test.close())

const passwords = createPasswords({ memoryKiB: 8, passes: 1 })

interface Somebody {
  ask(query: string, variables?: object): Promise<Record<string, unknown>>
  run(field: string, type: string, input: object, selection: string): Promise<unknown>
  /** What they see of what is their own. */
  own(selection: string): Promise<unknown>
}

async function signUp(name: string): Promise<Somebody> {
  const given = { email: `${name}@news.example`, password: 'the tide is out', address: '' }
  const { token } = await createAccount(test.db, given, { signUp: 'open', passwords })
  const ask = async (query: string, variables = {}) => {
    const headers = { cookie: `__Host-courant-session=${token}` }
    const response = await post(test.url, { query, variables }, headers)
    const { data, errors } = (await response.json()) as Record<string, Record<string, unknown>>
    expect(errors).toBeUndefined()
    return data!
  }
  return {
    ask,
    run: async (field, type, input, selection) =>
      (
        await ask(
          `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { field code } } }`,
          { input },
        )
      )[field],
    own: async (selection) => {
      const { viewer } = await ask(`{ viewer { reader { ${selection} } } }`)
      return (viewer as { reader: unknown }).reader
    },
  }
}

const feedOf = 'articles(first: 5) { edges { node { headline } } }'
const titles = (...headlines: string[]) => ({
  edges: headlines.map((headline) => ({ node: { headline } })),
})

describe('a saved feed', () => {
  const selection = 'savedFeed { id name query }'
  const create = (by: Somebody, input: object) =>
    by.run('savedFeedCreate', 'SavedFeedCreateInput', input, selection) as Promise<{
      savedFeed: { id: string } | null
    }>

  it('holds the articles of its filter, and can be changed and removed', async () => {
    await test.save({ headline: 'Of Acme', mentions: [mention('acme')] })
    await test.save({ headline: 'Of nobody' })
    const ada = await signUp('ada')
    const filter = { actors: { any: ['acme'] }, publishedAfter: '2025-12-31T00:00:00Z' }
    const { savedFeed } = await create(ada, { name: ' Anvils ', filter })
    const { id } = savedFeed!
    expect(savedFeed).toEqual({
      id,
      name: 'Anvils',
      query: 'actor.any=acme&after=2025-12-31T00%3A00%3A00.000Z',
    })
    expect(await ada.own(`savedFeeds { name ${feedOf} }`)).toEqual({
      savedFeeds: [{ name: 'Anvils', articles: titles('Of Acme') }],
    })
    const input = { id, name: 'Without anvils', filter: { actors: { none: ['acme'] } } }
    await ada.run('savedFeedUpdate', 'SavedFeedUpdateInput', input, selection)
    expect(await ada.own(`savedFeed(id: "${id}") { name ${feedOf} }`)).toEqual({
      savedFeed: { name: 'Without anvils', articles: titles('Of nobody') },
    })
    const remove = () => ada.run('savedFeedRemove', 'SavedFeedRemoveInput', { id }, 'removedId')
    expect(await remove()).toEqual({ removedId: id, userErrors: [] })
    expect(await remove()).toEqual({
      removedId: null,
      userErrors: [{ field: 'input.id', code: 'UNKNOWN_SAVED_FEED' }],
    })
  })

  it('is made once with one key, also at the same time', async () => {
    const ada = await signUp('ada')
    const input = { name: 'All', filter: {}, idempotencyKey: 'f00d' }
    const made = await Promise.all([1, 2, 3].map(() => create(ada, input)))
    expect(new Set(made.map(({ savedFeed }) => savedFeed?.id)).size).toBe(1)
    expect(await create(ada, { ...input, name: 'Other' })).toMatchObject({
      userErrors: [{ field: 'input.idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }],
    })
  })

  it.each([
    ['an empty name', { name: ' ' }, 'input.name', 'BAD_NAME'],
    ['a name that is taken', { name: 'All' }, 'input.name', 'NAME_TAKEN'],
    [
      'an unknown actor',
      { filter: { actors: { any: ['nobody'] } } },
      'input.filter.actors.any',
      'UNKNOWN_ACTOR',
    ],
  ])('is not made of %s', async (_, own, field, code) => {
    const ada = await signUp('ada')
    await create(ada, { name: 'All', filter: {} })
    const payload = await create(ada, { name: 'New', filter: {}, ...own })
    expect(payload).toMatchObject({
      savedFeed: null,
      userErrors: [{ field, code }],
    })
  })

  it('is one of a hundred at most', async () => {
    const ada = await signUp('ada')
    const { id: accountId } = await test.db.account.findFirstOrThrow()
    await test.db.savedFeed.createMany({
      data: [...Array(99).keys()].map((nr) => ({ accountId, name: `Feed ${nr}`, query: '' })),
    })
    const made = await Promise.all(['A', 'B'].map((name) => create(ada, { name, filter: {} })))
    expect(made.filter(({ savedFeed }) => savedFeed === null)).toMatchObject([
      { userErrors: [{ code: 'TOO_MANY' }] },
    ])
  })
})

describe('what somebody follows and mutes', () => {
  const subject = 'subject { ... on Entity { slug } ... on Topic { slug } }'
  const change = (by: Somebody, field: string, input: object) =>
    by.run(field, 'SubjectInput', input, subject)
  const lists = `follows { ... on Entity { slug } ... on Topic { slug } }
    mutes { ... on Entity { slug } ... on Topic { slug } }`

  it('makes their feed', async () => {
    const war = { code: '16000000', score: 1, cues: [] }
    await test.save({ headline: 'Acme', mentions: [mention('acme')] })
    await test.save({ headline: 'War', topics: [war] })
    await test.save({ headline: 'Acme at war', mentions: [mention('acme')], topics: [war] })
    await test.save({ headline: 'Neither' })
    const ada = await signUp('ada')
    const feed = () => ada.own('feed(first: 10) { edges { node { headline } } }')
    expect(await feed()).toEqual({ feed: titles('Neither', 'Acme at war', 'War', 'Acme') })
    expect(await change(ada, 'follow', { actor: 'acme' })).toEqual({
      subject: { slug: 'acme' },
      userErrors: [],
    })
    expect(await feed()).toEqual({ feed: titles('Acme at war', 'Acme') })
    await change(ada, 'follow', { topic: '16000000' })
    expect(await feed()).toEqual({ feed: titles('Acme at war', 'War', 'Acme') })
    await change(ada, 'mute', { topic: 'conflict-war-and-peace' })
    expect(await feed()).toEqual({ feed: titles('Acme') })
    expect(await ada.own(lists)).toEqual({
      follows: [{ slug: 'acme' }],
      mutes: [{ slug: 'conflict-war-and-peace' }],
    })
    await change(ada, 'unmute', { topic: '16000000' })
    await change(ada, 'unfollow', { actor: 'acme' })
    expect(await ada.own(lists)).toEqual({ follows: [], mutes: [] })
  })

  it('goes with a merge, and is ended by the one who stays', async () => {
    await test.save({ mentions: [mention('acme-inc')] })
    await test.save({ mentions: [mention('acme-group')] })
    const ada = await signUp('ada')
    await change(ada, 'follow', { actor: 'acme-inc' })
    await mergeEntities(test.db, { from: 'acme-inc', into: 'acme-group', reason: 'One' })
    expect(await ada.own(lists)).toMatchObject({ follows: [{ slug: 'acme-group' }] })
    await change(ada, 'unfollow', { actor: 'acme-group' })
    expect(await ada.own(lists)).toEqual({ follows: [], mutes: [] })
  })

  it.each([
    [{ actor: 'nobody' }, 'input.actor', 'UNKNOWN_ACTOR'],
    [{ topic: 'nothing' }, 'input.topic', 'UNKNOWN_TOPIC'],
    [{}, 'input', 'BAD_USER_INPUT'],
    [{ actor: 'a', topic: 'b' }, 'input', 'BAD_USER_INPUT'],
  ])('is no %j', async (input, field, code) => {
    expect(await change(await signUp('ada'), 'follow', input)).toEqual({
      subject: null,
      userErrors: [{ field, code }],
    })
  })
})

it('tells what of an article somebody mutes, which comes by a merge or by a topic above too', async () => {
  const [named, about, neither] = [
    await test.save({ mentions: [mention('globex-group'), mention('other')] }),
    await test.save({ topics: [{ code: '20000574', score: 1, cues: [] }] }),
    await test.save({ mentions: [mention('other')] }),
  ]
  await test.save({ mentions: [mention('globex-inc')] })
  const ada = await signUp('ada')
  await ada.run('mute', 'SubjectInput', { actor: 'globex-inc' }, 'subject { __typename }')
  await mergeEntities(test.db, { from: 'globex-inc', into: 'globex-group', reason: 'One' })
  await ada.run('mute', 'SubjectInput', { topic: '11000000' }, 'subject { __typename }')
  await ada.run('follow', 'SubjectInput', { actor: 'other' }, 'subject { __typename }')
  const ids = JSON.stringify([named, about, neither])
  const slug = '... on Entity { slug } ... on Topic { slug }'
  expect(await ada.own(`articleStates(ids: ${ids}) { articleId mutedBy { ${slug} } }`)).toEqual({
    articleStates: [
      { articleId: named, mutedBy: [{ slug: 'globex-group' }] },
      { articleId: about, mutedBy: [{ slug: 'politics' }] },
      { articleId: neither, mutedBy: [] },
    ],
  })
})

describe('what somebody reads and keeps', () => {
  const state = 'articleId read saved'

  it('is noted, and taken back', async () => {
    const [a, b] = [await test.save(), await test.save()]
    const gone = '01890000-0000-7000-8000-000000000001'
    const ada = await signUp('ada')
    const mark = (input: object) =>
      ada.run('markRead', 'MarkReadInput', input, `states { ${state} }`)
    expect(await mark({ articles: [b, gone, 'nobody', a] })).toEqual({
      states: [
        { articleId: b, read: true, saved: false },
        { articleId: a, read: true, saved: false },
      ],
      userErrors: [],
    })
    await mark({ articles: [a], read: false })
    const save = (field: string, article: string) =>
      ada.run(field, 'SaveInput', { article }, `state { ${state} }`)
    expect(await save('save', a)).toMatchObject({ state: { articleId: a, saved: true } })
    expect(await ada.own(`articleStates(ids: ["${a}", "${b}"]) { ${state} }`)).toEqual({
      articleStates: [
        { articleId: a, read: false, saved: true },
        { articleId: b, read: true, saved: false },
      ],
    })
    expect(await save('unsave', a)).toMatchObject({ state: { articleId: a, saved: false } })
    expect(await save('save', gone)).toEqual({
      state: null,
      userErrors: [{ field: 'input.article', code: 'UNKNOWN_ARTICLE' }],
    })
  })

  it('is listed, the latest kept first, both ways, and goes with the article', async () => {
    const ada = await signUp('ada')
    const ids: string[] = []
    for (const headline of ['A', 'B', 'C', 'D', 'E']) {
      const article = await test.save({ headline })
      ids.push(article)
      await ada.run('save', 'SaveInput', { article }, 'state { saved }')
    }
    // Kept in the same millisecond: the id decides.
    await test.db.$executeRaw`UPDATE saved_article SET saved_at = date_trunc('minute', saved_at)`
    const page = async (args: string) => {
      const { savedArticles } = (await ada.own(
        `savedArticles(${args}) { edges { node { headline } } pageInfo { startCursor endCursor hasNextPage } }`,
      )) as {
        savedArticles: {
          edges: { node: { headline: string } }[]
          pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean }
        }
      }
      return {
        ...savedArticles.pageInfo,
        text: savedArticles.edges.map(({ node }) => node.headline).join(''),
      }
    }
    const first = await page('first: 2')
    const second = await page(`first: 9, after: "${first.endCursor}"`)
    expect([first.text, first.hasNextPage, second.text, second.hasNextPage]).toEqual([
      'ED',
      true,
      'CBA',
      false,
    ])
    const last = await page('last: 2')
    expect([last.text, (await page(`last: 9, before: "${last.startCursor}"`)).text]).toEqual([
      'BA',
      'EDC',
    ])
    await test.db.article.delete({ where: { id: ids[4]! } })
    expect((await page('first: 9')).text).toBe('DCBA')
    expect(await ada.own('savedArticles(first: 1) { nodes { headline } totalCount }')).toEqual({
      savedArticles: { nodes: [{ headline: 'D' }], totalCount: 4 },
    })
  })
})

it('nobody sees what is somebody else’s, an admin neither', async () => {
  const [ada, bea] = [await signUp('ada'), await signUp('bea')]
  await test.db.account.updateMany({
    where: { email: 'bea@news.example' },
    data: { role: 'ADMIN' },
  })
  const article = await test.save({ mentions: [mention('acme')] })
  const made = (await ada.run(
    'savedFeedCreate',
    'SavedFeedCreateInput',
    { name: 'Mine', filter: {} },
    'savedFeed { id }',
  )) as { savedFeed: { id: string } }
  const { id } = made.savedFeed
  await ada.run('follow', 'SubjectInput', { actor: 'acme' }, 'subject { __typename }')
  await ada.run('save', 'SaveInput', { article }, 'state { saved }')
  await ada.run('markRead', 'MarkReadInput', { articles: [article] }, 'states { read }')

  expect(
    await bea.own(`savedFeeds { id } savedFeed(id: "${id}") { id } follows { __typename }
      savedArticles { edges { cursor } } articleStates(ids: ["${article}"]) { read saved }`),
  ).toEqual({
    savedFeeds: [],
    savedFeed: null,
    follows: [],
    savedArticles: { edges: [] },
    articleStates: [{ read: false, saved: false }],
  })
  const unknown = { userErrors: [{ field: 'input.id', code: 'UNKNOWN_SAVED_FEED' }] }
  const update = { id, name: 'Hers' }
  expect(
    await bea.run('savedFeedUpdate', 'SavedFeedUpdateInput', update, 'savedFeed { id }'),
  ).toMatchObject(unknown)
  expect(
    await bea.run('savedFeedRemove', 'SavedFeedRemoveInput', { id }, 'removedId'),
  ).toMatchObject(unknown)
  expect(await bea.ask(`{ node(id: "${id}") { id } }`)).toEqual({ node: null })
  expect(await ada.own('savedFeeds { name }')).toEqual({ savedFeeds: [{ name: 'Mine' }] })

  const { data } = await test.query(
    '{ viewer { reader { savedFeeds { id } } } }',
    {},
    await keyFor(test.db, 'ARTICLES_WRITE'),
  )
  expect(data).toEqual({ viewer: { reader: null } })
})
