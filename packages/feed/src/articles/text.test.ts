import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft } from '../draft.fixture.ts'
import { ensureSource } from '../sources/source.ts'
import type { ArticleDraft } from './draft.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  sourceId = (await ensureSource(test.db, { slug: 'gazette', name: 'The Gazette' })).id
})
afterAll(() => test.close())

async function save(own: Partial<ArticleDraft> & { key: string }): Promise<void> {
  await saveArticles(test.db, [draft({ sourceId, lead: '', sections: [], ...own })])
}

/** The keys of the articles that hold the words, reduced as for a language. */
async function holding(words: string, language: string): Promise<string[]> {
  const rows = await test.db.$queryRaw<{ key: string }[]>(Prisma.sql`
    SELECT a.key FROM article_text t JOIN article a ON a.id = t.article_id
    WHERE t.dictionary = text_dictionary(${language})
      AND t.document @@ websearch_to_tsquery(text_dictionary(${language})::regconfig, ${words})
    ORDER BY a.key`)
  return rows.map(({ key }) => key)
}

describe('the words of an article', () => {
  beforeAll(async () => {
    await save({ key: 'en', headline: 'Ministers meet', lead: 'Elections were called.' })
    await save({ key: 'de', language: 'de', headline: 'Minister treffen sich zu Wahlen' })
    await save({ key: 'fr', language: 'fr', headline: 'Les ministres se réunissent' })
    const sections = [
      { crosshead: 'Harbour', paragraphs: ['A ferry sank.', 'Nobody was hurt.'] },
      { crosshead: null, paragraphs: ['Divers searched.'] },
    ]
    await save({ key: 'long', headline: 'Night at sea', sections })
  })

  it.each([
    ['are found in another form', 'minister election', 'en', ['en']],
    ['are those of their language', 'Wahl', 'de', ['de']],
    ['are taken as they are in a language that is not known', 'ministres', 'fr', ['fr']],
    ['and are then not found in another form', 'ministre', 'fr', []],
    ['are also those of crossheads and paragraphs', 'harbours ferry hurting diver', 'en', ['long']],
    ['keep their order over the parts', '"sank Nobody"', 'en', ['long']],
  ])('%s', async (_, words, language, keys) => {
    expect(await holding(words, language)).toEqual(keys)
  })

  it('are those of the last revision, until the article is gone', async () => {
    await save({ key: 'revised', headline: 'A whale was seen' })
    await save({ key: 'revised', language: 'de', headline: 'Ein Eisberg' })
    expect([await holding('whale', 'en'), await holding('Eisberge', 'de')]).toEqual([
      [],
      ['revised'],
    ])
    await test.db.article.deleteMany({ where: { key: 'revised' } })
    expect(await holding('Eisberge', 'de')).toEqual([])
  })

  it('stand in the row that is walked, of an article of usual length', async () => {
    const paragraph = Array.from({ length: 400 }, (_, n) => `word${n * 7_919}`).join(' ')
    await save({
      key: 'usual',
      headline: 'Usual',
      sections: [{ crosshead: null, paragraphs: [paragraph] }],
    })
    const [elsewhere] = await test.db.$queryRaw<{ bytes: bigint }[]>(Prisma.sql`
      SELECT pg_relation_size(reltoastrelid) AS bytes FROM pg_class WHERE relname = 'article_text'`)
    expect(elsewhere).toEqual({ bytes: 0n })
  })

  it('are indexed of the longest article too', async () => {
    const word = (n: number) => String.fromCodePoint(0x20000 + n)
    const paragraphs = Array.from({ length: 40_000 }, (_, n) => `${word(n)}-${word(n + 1)}`)
    await save({
      key: 'longest',
      headline: 'Whereabouts',
      sections: [{ crosshead: null, paragraphs }],
    })
    expect(await holding('whereabouts', 'en')).toEqual(['longest'])
  })
})
