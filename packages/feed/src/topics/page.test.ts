import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft } from '../draft.fixture.ts'
import { syncKnowledge } from '../entities/sync.ts'
import { ensureSource } from '../sources/source.ts'
import { topicPage } from './page.ts'

const topics = [
  ['04000000', 'economy', 'Wirtschaft', null],
  ['11000000', 'politics', 'Politik', null],
  ['20000339', 'economic policy', 'Wirtschaftspolitik', '04000000'],
  ['20000418', 'foreign policy', 'Außenpolitik', '11000000'],
  ['20000574', 'election', 'Wahl', '11000000'],
  ['20000593', 'government', 'Regierung', '11000000'],
  ['20000621', 'government policy', 'Regierungspolitik', '20000593'],
  ['20000638', 'electoral law', 'Wahlrecht', '20000574'],
] as const

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const known = topics.map(([code, label, labelDe, parentCode]) => ({
    code,
    slug: label.replaceAll(' ', '-'),
    label,
    labelDe,
    parentCode,
    retiredAt: null,
    replacedByCode: null,
  }))
  const retired = { ...known[3]!, code: '20000001', slug: 'poll', label: 'poll', labelDe: 'Urne' }
  const retiredAt = '2020-01-01T00:00:00Z'
  await syncKnowledge(test.db, {
    hash: 'topics',
    entities: [],
    topics: [...known, { ...retired, retiredAt, replacedByCode: '20000574' }],
  })
  const { id: sourceId } = await ensureSource(test.db, { slug: 'gazette', name: 'The Gazette' })
  const bearing = { topics: [{ code: '20000621', score: 1, cues: [] }] }
  await saveArticles(test.db, [draft({ sourceId, key: 'a', ...bearing })])
})
afterAll(() => test.close())

const labels = async (request: Parameters<typeof topicPage>[1]) =>
  (await topicPage(test.db, request)).edges.map(({ node }) => node.label)

describe('topics are found', () => {
  it.each([
    ['by an exact label first', 'government', ['government', 'government policy']],
    [
      'in the news first, and what is merely like it last',
      'policy',
      ['government policy', 'economic policy', 'foreign policy', 'politics'],
    ],
    ['in German', 'Wahl', ['election', 'electoral law']],
    ['within German compounds', 'spol', ['government policy', 'economic policy']],
    ['by the beginning of a later word', 'la', ['electoral law']],
    ['with ß or ss', 'AUSSEN', ['foreign policy']],
    ['misspelt', 'goverment', ['government', 'government policy']],
    ['by code', '20000574', ['election']],
    ['whatever the case', ' ECONOMY ', ['economy', 'economic policy']],
    ['not at all once retired', 'poll', []],
    ['not by wildcards', '%', []],
    ['not by what is like nothing', 'botany', []],
  ])('%s', async (_, search, expected) => {
    expect(await labels({ search })).toEqual(expected)
  })

  it('by code where nothing is looked for, the top ones first', async () => {
    expect(await labels({})).toEqual(topics.map(([, label]) => label))
  })

  it.each([['20000593'], ['government']])('right below %s', async (parent) => {
    expect(await labels({ parent })).toEqual(['government policy'])
  })

  it('below none that there is not', async () => {
    await expect(topicPage(test.db, { parent: 'nothing' })).rejects.toMatchObject({
      code: 'UNKNOWN_TOPIC',
      field: 'parent',
    })
  })

  it.each([{ search: 'e' }, {}])(
    'alike page by page, both ways, and counted: %j',
    async (asked) => {
      const all = await topicPage(test.db, asked)
      const first = await topicPage(test.db, { ...asked, first: 2 })
      const rest = await topicPage(test.db, { ...asked, after: first.pageInfo.endCursor })
      expect([...first.edges, ...rest.edges]).toEqual(all.edges)
      const back = await topicPage(test.db, {
        ...asked,
        last: 2,
        before: rest.pageInfo.startCursor,
      })
      expect(back.edges).toEqual(first.edges)
      expect(await first.count()).toEqual({ count: all.edges.length, exact: true })
    },
  )
})
