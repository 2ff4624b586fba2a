import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, entity, mention, prepare } from '../draft.fixture.ts'
import { mergeEntities } from './merge.ts'
import { aliasesOf, entityPage, findEntity } from './read.ts'
import { syncKnowledge } from './sync.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  await syncKnowledge(test.db, {
    hash: 'entities',
    topics: [],
    entities: [
      { ...entity('bank-of-england', 'Bank of England'), wikidataId: 'Q183231' },
      entity('england', 'England'),
      entity('new-england-journal', 'New England Journal'),
      entity('english-channel', 'English Channel'),
    ],
  })
  await saveArticles(test.db, [
    draft({ sourceId, key: 'a', mentions: [mention('english-channel')] }),
  ])
})
afterAll(() => test.close())

const names = async (request: Parameters<typeof entityPage>[1]) =>
  (await entityPage(test.db, request)).edges.map(({ node }) => node.name)

describe('finding entities', () => {
  it('puts exact names first, then beginnings in the news, then other beginnings, then the rest', async () => {
    expect(await names({ search: 'Engl' })).toEqual([
      'English Channel',
      'England',
      'Bank of England',
      'New England Journal',
    ])
    expect((await names({ search: ' england ' }))[0]).toBe('England')
  })

  it('reads the same page by page, both ways', async () => {
    const first = await entityPage(test.db, { search: 'engl', first: 3 })
    const rest = await entityPage(test.db, {
      search: 'engl',
      first: 3,
      after: first.pageInfo.endCursor,
    })
    expect([first, rest].flatMap(({ edges }) => edges.map(({ node }) => node.name))).toEqual(
      await names({ search: 'engl' }),
    )
    const back = await entityPage(test.db, {
      search: 'engl',
      last: 3,
      before: rest.pageInfo.startCursor,
    })
    expect(back.edges).toEqual(first.edges)
  })

  it('reads all of them by name where nothing is looked for, both ways', async () => {
    const all = await entityPage(test.db, {})
    expect(all.edges.map(({ node }) => node.name)).toEqual([
      'Bank of England',
      'England',
      'English Channel',
      'New England Journal',
    ])
    const first = await entityPage(test.db, { kind: 'ORGANIZATION', first: 3 })
    const after = first.pageInfo.endCursor
    const rest = await entityPage(test.db, { kind: 'ORGANIZATION', after })
    expect([...first.edges, ...rest.edges].map(({ node }) => node)).toEqual(
      all.edges.map(({ node }) => node),
    )
    const before = rest.pageInfo.startCursor
    const back = await entityPage(test.db, { kind: 'ORGANIZATION', last: 2, before })
    expect(back.edges).toEqual(first.edges.slice(1))
    expect(await first.count()).toEqual({ count: 4, exact: true })
  })

  it('finds by one or two letters what words begin with', async () => {
    expect(await names({ search: 'ch' })).toEqual(['English Channel'])
    expect(await names({ search: 'nd' })).toEqual([])
    expect(await names({ search: 'b' })).toEqual(['Bank of England'])
    expect(await names({ search: 'c' })).toEqual([])
  })

  it('takes a wildcard for the character it is', async () => {
    expect(await names({ search: '%' })).toEqual([])
  })

  it('narrows by kind', async () => {
    expect(await names({ search: 'engl', kind: 'PERSON' })).toEqual([])
  })

  it('follows a merge from the old id, the old slug and in filters', async () => {
    const { from, into } = await mergeEntities(test.db, {
      from: 'england',
      into: 'bank-of-england',
      reason: 'To see it followed.',
    })
    expect(await findEntity(test.db, { id: from.id })).toEqual(into)
    expect(await findEntity(test.db, { slug: 'england' })).toEqual(into)
    expect((await names({ search: 'england' }))[0]).toBe('Bank of England')
    expect(await names({ search: 'england' })).not.toContain('England')
    expect((await aliasesOf(test.db, [into.id])).get(into.id)).toContain('England')
  })

  it('finds nothing under an id that is none', async () => {
    expect(await findEntity(test.db, { id: 'nato' })).toBeNull()
  })

  it('lists the texts an entity is found by', async () => {
    const { id } = (await findEntity(test.db, { slug: 'english-channel' }))!
    expect((await aliasesOf(test.db, [id])).get(id)).toEqual(['English Channel'])
  })
})
