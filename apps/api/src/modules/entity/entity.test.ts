import { mergeEntities, unmergeEntity } from '@courant/feed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  await test.save({
    headline: 'Older',
    statedAt: new Date('2026-01-01'),
    mentions: [mention('nato')],
  })
  await test.save({
    headline: 'Newer',
    statedAt: new Date('2026-01-02'),
    mentions: [mention('nato')],
  })
  await test.save({ headline: 'Other', mentions: [mention('eu'), mention('nasa')] })
})
afterAll(() => test.close())

describe('an entity', () => {
  it('is found by slug and by id, with its articles newest first', async () => {
    const bySlug = await test.query(
      `{ entity(slug: "nato") { id name kind aliases articles(first: 1) { edges { node { headline } } pageInfo { hasNextPage } } } }`,
    )
    const entity = bySlug.data?.['entity'] as { id: string }
    expect(entity).toEqual({
      id: expect.any(String),
      name: 'NATO',
      kind: 'ORGANIZATION',
      aliases: ['NATO'],
      articles: { edges: [{ node: { headline: 'Newer' } }], pageInfo: { hasNextPage: true } },
    })
    const byId = await test.query(`query ($id: ID!) { entity(id: $id) { slug } }`, {
      id: entity.id,
    })
    expect(byId.data).toEqual({ entity: { slug: 'nato' } })
  })

  it('is found under the slug of one that was merged into it', async () => {
    const { id } = await test.db.entity.findUniqueOrThrow({ where: { slug: 'nato' } })
    const { data: otan } = await test.query('{ entity(slug: "otan") { id } }')
    expect(otan).toEqual({ entity: null })
    await test.db.entity.create({
      data: { slug: 'otan', name: 'OTAN', kind: 'ORGANIZATION', mergedIntoId: id },
    })
    const { data } = await test.query('{ entity(slug: "otan") { id } }')
    expect(data).toEqual({ entity: { id } })
  })

  it('tells who was merged into it, the latest first, as long as they are', async () => {
    await test.save({ mentions: [mention('ibm'), mention('ibm-corp'), mention('big-blue')] })
    const into = 'ibm'
    await mergeEntities(test.db, { from: 'ibm-corp', into, reason: 'The same company.' })
    await mergeEntities(test.db, { from: 'big-blue', into, reason: 'Its nickname.' })
    const merges = async () =>
      (await test.query(`{ entity(slug: "ibm") { merges { reason from { slug } } } }`)).data
    expect(await merges()).toEqual({
      entity: {
        merges: [
          { reason: 'Its nickname.', from: { slug: 'big-blue' } },
          { reason: 'The same company.', from: { slug: 'ibm-corp' } },
        ],
      },
    })
    await unmergeEntity(test.db, { id: 'big-blue' })
    expect(await merges()).toMatchObject({ entity: { merges: [{ from: { slug: 'ibm-corp' } }] } })
  })

  it.each(['{ entity { id } }', '{ entity(slug: "nato", id: "1") { id } }'])(
    'is asked for by one argument, unlike %s',
    async (document) => {
      const { errors } = await test.query(document)
      expect(errors).toMatchObject([
        { message: 'Give exactly one of slug, id.', extensions: { code: 'BAD_USER_INPUT' } },
      ])
    },
  )
})

describe('the entities', () => {
  const document = `query ($search: String, $kind: EntityKind, $after: String) {
    entities(first: 1, search: $search, kind: $kind, after: $after) {
      edges { node { slug } } pageInfo { hasNextPage endCursor }
    }
  }`

  it('are found by a part of their name, page by page', async () => {
    const first = await test.query(document, { search: 'na' })
    expect(first.data).toMatchObject({
      entities: { edges: [{ node: { slug: 'nasa' } }], pageInfo: { hasNextPage: true } },
    })
    const { entities } = first.data as { entities: { pageInfo: { endCursor: string } } }
    const second = await test.query(document, { search: 'na', after: entities.pageInfo.endCursor })
    expect(second.data).toMatchObject({
      entities: { edges: [{ node: { slug: 'nato' } }], pageInfo: { hasNextPage: false } },
    })
  })

  it('are narrowed by kind', async () => {
    const { data } = await test.query(document, { search: 'na', kind: 'PERSON' })
    expect(data).toMatchObject({ entities: { edges: [] } })
  })
})
