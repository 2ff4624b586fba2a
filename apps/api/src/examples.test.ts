import { readdir, readFile } from 'node:fs/promises'

import { getOperationAST, OperationTypeNode, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from './api.fixture.ts'
import { connect } from './live.fixture.ts'

const folder = new URL('../examples/', import.meta.url)
const examples = await Promise.all(
  (await readdir(folder)).map(async (name) => {
    const query = await readFile(new URL(name, folder), 'utf8')
    return { name, query, type: getOperationAST(parse(query))?.operation }
  }),
)
const live = examples.filter(({ type }) => type === OperationTypeNode.SUBSCRIPTION)
const queries = examples.filter(({ type }) => type === OperationTypeNode.QUERY)

let test: TestApi
const save = () =>
  test.save({
    headline: 'Example article',
    mentions: [mention('nato')],
    topics: [{ code: '16000000', score: 1, cues: [] }],
    takeaways: [{ text: 'It matters.', origin: 'PUBLISHER', evidence: null }],
  })
beforeAll(async () => {
  test = await startTestApi()
  await save()
})
afterAll(() => test.close())

describe('the examples', () => {
  it.each(queries)('$name gives an answer', async ({ query }) => {
    const { status, data } = await test.query(query)
    expect(status).toBe(200)
    expect(JSON.stringify(data)).toMatch(/Example article|"slug":"nato"/)
  })

  it.each(live)('$name tells of a new article', async ({ query }) => {
    const client = connect(test.url)
    const result = client.iterate({ query }).next()
    const saving = setInterval(() => void save().catch(() => {}), 50)
    const added = { article: { headline: 'Example article', takeaways: [{ text: 'It matters.' }] } }
    expect((await result).value).toMatchObject({ data: { articleAdded: added } })
    clearInterval(saving)
    await client.dispose()
  })
})
