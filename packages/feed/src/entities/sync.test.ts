import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { DraftAlias, DraftEntity } from '../articles/draft.ts'
import { articlePage } from '../articles/page.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, entity, mention, prepare } from '../draft.fixture.ts'
import { aliasesOf, findEntity } from './read.ts'
import { syncKnowledge } from './sync.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
beforeEach(() => test.db.$executeRaw`TRUNCATE article, entity CASCADE`)
afterAll(() => test.close())

const version = { number: 0 }
const sync = (...entities: DraftEntity[]) =>
  syncKnowledge(test.db, { hash: `${(version.number += 1)}`, topics: [], entities })

const alias = (text: string, own: Partial<DraftAlias> = {}): DraftAlias => ({
  text,
  language: '',
  caseSensitive: false,
  ambiguous: false,
  ...own,
})

const find = async (slug: string) => (await findEntity(test.db, { slug }))!
async function aliases(slug: string): Promise<string[] | undefined> {
  const { id } = await find(slug)
  return (await aliasesOf(test.db, [id])).get(id)
}

const known: DraftEntity = {
  ...entity('mira-lund', 'Mira Lund'),
  kind: 'PERSON',
  description: 'minister of fisheries',
  wikidataId: 'Q1',
}

describe('the knowledge base', () => {
  it('takes over what was only proposed, with its articles', async () => {
    const proposed = { ...mention('mira-lund'), method: 'PROPOSED' as const }
    await saveArticles(test.db, [draft({ sourceId, key: 'a', mentions: [proposed] })])
    const before = await find('mira-lund')
    expect(before).toMatchObject({ kind: 'ORGANIZATION', origin: 'PROPOSED', description: null })

    await sync(known)
    const { id, name, kind, description, wikidataId, origin } = await find('mira-lund')
    expect({ id, name, kind, description, wikidataId, origin }).toEqual({
      id: before.id,
      name: 'Mira Lund',
      kind: 'PERSON',
      description: 'minister of fisheries',
      wikidataId: 'Q1',
      origin: 'KNOWLEDGE',
    })
    expect(await aliases('mira-lund')).toEqual(['Mira Lund'])
    const { edges } = await articlePage(test.db, { filter: { actors: { all: ['mira-lund'] } } })
    expect(edges).toHaveLength(1)
  })

  it('is followed when it changes: descriptions, and aliases that come and go', async () => {
    await sync({ ...known, aliases: [alias('Lund'), alias('M. Lund')] })
    await sync({
      ...known,
      description: 'prime minister',
      aliases: [alias('Lund', { ambiguous: true }), alias('Lund', { language: 'de' })],
    })
    const { id, description } = await find('mira-lund')
    expect(description).toBe('prime minister')
    const rows = await test.db.entityAlias.findMany({
      where: { entityId: id },
      omit: { entityId: true },
      orderBy: { language: 'asc' },
    })
    expect(rows).toEqual([alias('Lund', { ambiguous: true }), alias('Lund', { language: 'de' })])
  })

  it('leaves what an editor set, and follows in the rest', async () => {
    await sync(known)
    const { id } = await find('mira-lund')
    await test.db.entity.update({
      where: { id },
      data: { description: 'who fishes', editedFields: ['description', 'aliases'] },
    })
    await test.db.entityAlias.create({ data: { entityId: id, text: 'The Fisher' } })
    await sync({ ...known, name: 'Mira B. Lund', description: 'minister', aliases: [alias('MBL')] })
    const { name, description } = await find('mira-lund')
    expect({ name, description }).toEqual({ name: 'Mira B. Lund', description: 'who fishes' })
    expect(await aliases('mira-lund')).toEqual(['Mira Lund', 'The Fisher'])
  })

  it('keeps an entity whose slug it changes, by its Wikidata id', async () => {
    await sync(known)
    const { id } = await find('mira-lund')
    await sync({ ...known, slug: 'mira-lund-minister', description: 'former minister' })
    expect(await find('mira-lund')).toMatchObject({ id, description: 'former minister' })
    expect(await findEntity(test.db, { slug: 'mira-lund-minister' })).toBeNull()
  })

  it('moves a Wikidata id from one entity to another', async () => {
    await sync(known, { ...entity('aksel-lund'), wikidataId: 'Q2' })
    await sync(
      { ...known, wikidataId: 'Q2' },
      { ...entity('aksel-lund'), wikidataId: 'Q1' },
      { ...entity('third'), wikidataId: 'Q3' },
    )
    const ids = await test.db.entity.findMany({ orderBy: { slug: 'asc' } })
    expect(ids.map(({ slug, wikidataId }) => [slug, wikidataId])).toEqual([
      ['aksel-lund', 'Q1'],
      ['mira-lund', 'Q2'],
      ['third', 'Q3'],
    ])
  })

  it('leaves a Wikidata id where it is, when a proposed entity bears it', async () => {
    await saveArticles(test.db, [
      draft({
        sourceId,
        key: 'a',
        mentions: [
          { ...mention('m-lund'), entity: { ...entity('m-lund'), wikidataId: 'Q1' } },
          mention('mira-lund'),
        ],
      }),
    ])
    await sync(known)
    expect(await find('mira-lund')).toMatchObject({ origin: 'KNOWLEDGE', wikidataId: null })
    expect(await find('m-lund')).toMatchObject({ origin: 'PROPOSED', wikidataId: 'Q1' })
  })

  it('does nothing when it is the one written last', async () => {
    await sync(known)
    const { id } = await find('mira-lund')
    await test.db.entity.update({ where: { id }, data: { description: 'changed by hand' } })
    const { knowledgeHash } = await test.db.instance.findFirstOrThrow()
    await syncKnowledge(test.db, { hash: knowledgeHash!, topics: [], entities: [known] })
    expect(await find('mira-lund')).toMatchObject({ description: 'changed by hand' })
  })

  it('is written by many at the same moment, while articles name its entities', async () => {
    const mentions = ['mira-lund', 'aksel-lund'].map(mention)
    const writes = Array.from({ length: 4 }, async (_, n) => {
      await sync(known, { ...entity('aksel-lund'), wikidataId: 'Q2', description: `version ${n}` })
      await saveArticles(test.db, [draft({ sourceId, key: `race-${n}`, mentions })])
    })
    await Promise.all(writes)
    expect(await test.db.mention.count()).toBe(8)
    expect(await test.db.entity.count()).toBe(2)
  })
})
