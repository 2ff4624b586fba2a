import { readEvents } from '@courant/feed'
import { settled } from '@courant/testing'
import { execute, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../api.fixture.ts'
import type { Context } from '../context.ts'
import { type LiveEvent, readLive } from '../live/live-event.ts'
import { createSchema } from '../schema.ts'
import { createDirectory } from './directory.ts'
import { type AssembleEvent, createAssembleEvent } from './event.ts'

const schema = createSchema()
const article = `{
  id url headline lead byline language image publishedAt revisedAt revision
  source { slug name }
  takeaways { text origin evidence { quote section } }
  actors { about salience entity { slug name kind } }
  topics { score cues topic { slug label german: label(language: $language) } }
  story { id articleCount }
}`

let test: TestApi
let assemble: AssembleEvent
let event: LiveEvent
beforeAll(async () => {
  test = await startTestApi()
  const start = { xid: 0n, seq: 0n }
  await test.save({
    headline: 'Harbour "opens"\u2028 </script>',
    byline: 'Zoë',
    imageUrl: 'https://gazette.example/pictures/one two.jpg',
    mentions: [mention('acme', { salience: 0.3, about: false }), mention('nato')],
    topics: [{ code: '20000574', score: 0.35, cues: ['vote'] }],
    takeaways: [{ text: 'It opens.', origin: 'PUBLISHER', model: null, evidence: null }],
  })
  await settled(test.db)
  const { events } = await readEvents(test.db, start, 10)
  const [added] = await readLive(test.db, 'ADDED', events)
  event = added!.event
  assemble = createAssembleEvent(
    schema,
    createDirectory(() => test.db),
  )
})
afterAll(() => test.close())

const operationOf = (query: string, variableValues: Record<string, unknown> = {}) => ({
  document: parse(query),
  variableValues,
})

describe('an assembled event', () => {
  it.each([
    [
      'a new article',
      `subscription ($language: String) { articleAdded { cursor article ${article} } }`,
    ],
    [
      'a revision, under other names',
      `subscription ($language: String) {
        again: articleRevised(after: "a") { which: revision __typename article ${article} } }`,
    ],
    [
      'an article in two places',
      `subscription ($language: String) {
        articleAdded { article { headline } again: article ${article} ...More } }
      fragment More on ArticleAdded { article { lead } cursor }`,
    ],
    ['no article', 'subscription { articleAdded { cursor } }'],
  ])('is what the ordinary execution gives: %s', async (_, query) => {
    const operation = operationOf(query, { language: 'de' })
    const { db, loaders } = event
    const contextValue = { db, loaders } as Context
    const executed = await execute({ schema, ...operation, rootValue: event, contextValue })
    expect(executed.errors).toBeUndefined()
    expect(await assemble(operation, event)).toBe(JSON.stringify({ data: executed.data }))
  })

  it.each([
    ['a story', 'subscription { storyUpdated { cursor story { id } } }'],
    [
      'a list that is asked for by page',
      'subscription { articleAdded { article { related { id } } } }',
    ],
    ['a condition', 'subscription { articleAdded { article { id @include(if: true) } } }'],
    ['a variable of another type', 'subscription ($language: Int!) { articleAdded { cursor } }'],
  ])('is left to the ordinary execution: %s', async (_, query) => {
    expect(await assemble(operationOf(query, { language: 'de' }), event)).toBeNull()
  })

  it('is left to it where the article is gone', async () => {
    const gone = { ...event, article: { ...event.article, id: event.article.sourceId } }
    const operation = operationOf('subscription { articleAdded { article { id } } }')
    expect(await assemble(operation, gone)).toBeNull()
  })
})
