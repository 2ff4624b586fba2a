import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { articleTopicsOf, mentionsOf, sectionsOf, takeawaysOf } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ingestDocument } from './ingest.ts'

/**
 * What Courant was ordered with: an article on NATO's plans for Wiesbaden, and what a reader finds in
 * it. Its text is another's and stays outside the project; the first of the sample articles tells the
 * same event in our own words.
 */
let testDb: TestDb
beforeEach(async () => {
  testDb = await createTestDb()
})
afterEach(() => testDb.close())

const actors = [
  'Donald Trump',
  'Germany',
  'Hesse',
  'Kyiv',
  'NATO',
  'Russia',
  'Security Assistance Group-Ukraine',
  'The Wall Street Journal',
  'Ukraine',
  'United States',
  'Washington',
  'Wiesbaden',
]
const topics = ['11000000', '16000000']

/** The article as it is stored, in what a reader sees of it. */
async function read(file: string) {
  const { db } = testDb
  const content = readFileSync(file, 'utf8')
  const { articles } = await ingestDocument(db, { name: file, content })
  const [{ articleId: id } = { articleId: '' }] = articles
  const { headline, lead } = await db.article.findUniqueOrThrow({ where: { id } })
  const sections = (await sectionsOf(db, [id])).get(id) ?? []
  const takeaways = (await takeawaysOf(db, [id])).get(id) ?? []
  const mentions = (await mentionsOf(db, [id])).get(id) ?? []
  const named = await db.entity.findMany({
    where: { id: { in: mentions.map(({ entityId }) => entityId) } },
  })
  const given = (await articleTopicsOf(db, [id])).get(id) ?? []
  const about = await db.topic.findMany({
    where: { id: { in: given.map(({ topicId }) => topicId) } },
  })
  return {
    headline,
    lead,
    crossheads: sections.flatMap(({ crosshead }) => crosshead ?? []),
    takeaways: takeaways.map(({ origin, text }) => ({ origin, text })),
    actors: named.map(({ name }) => name).toSorted(),
    topics: about.map(({ code }) => code).toSorted(),
  }
}

const seed = join(process.env.COURANT_DATA ?? '', 'seed/article.txt')

describe('the seed article', () => {
  test('is understood as its reader understands it', async ({ skip }) => {
    skip(!process.env.COURANT_DATA || !existsSync(seed), 'no data: COURANT_DATA does not hold it')
    const [headline, lead, ...rest] = readFileSync(seed, 'utf8').trim().split('\n')
    const takeaways = rest.filter((line) => line.startsWith('- '))
    expect(takeaways).toHaveLength(3)
    expect(await read(seed)).toEqual({
      headline,
      lead,
      crossheads: ["Doubts about Trump's Ukraine policy"],
      takeaways: takeaways.map((line) => ({ origin: 'PUBLISHER', text: line.slice(2) })),
      actors,
      topics,
    })
  })
})

describe('its retelling among the sample articles', () => {
  test('is understood as the seed article is', async () => {
    const prisma = dirname(createRequire(import.meta.url).resolve('@courant/prisma/package.json'))
    const sample = join(prisma, 'seed/articles/01-nato-staff-wiesbaden.txt')
    const understood = await read(sample)
    expect(understood).toMatchObject({
      headline: 'NATO to run arms supply for Ukraine from a staff of its own in Wiesbaden',
      lead: expect.stringMatching(/^The pipeline .* in Washington\.$/) as string,
      crossheads: ['Insurance against a shift in Washington'],
      actors: [...actors, 'Brussels', 'Europe', 'US Army'].toSorted(),
      topics,
    })
    expect(understood.takeaways.map(({ origin }) => origin)).toEqual(Array(3).fill('PUBLISHER'))
  })
})
