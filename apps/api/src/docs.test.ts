import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { groupArticles } from '@courant/feed'
import { ingestDocument, loadSamples } from '@courant/ingest'
import { createTestDb, settled, type TestDb } from '@courant/testing'
import { getOperationAST, OperationTypeNode, parse } from 'graphql'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { bearing, post, startTestServer } from './api.fixture.ts'
import { keyFor } from './auth/key.fixture.ts'
import { connect, doUntil } from './live.fixture.ts'
import type { Api } from './server.ts'

const text = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8')

/** The operations of the page, each with the variables that stand right below it. */
const operations = [...text.matchAll(/```graphql\n(.*?)```(?:\n\n```json\n(.*?)```)?/gs)].map(
  ([, query = '', variables = '{}']) => {
    const ast = getOperationAST(parse(query))
    return {
      query,
      variables: JSON.parse(variables) as Record<string, unknown>,
      name: ast?.name?.value,
      kind: ast?.operation,
    }
  },
)
const subscriptions = operations.filter(({ kind }) => kind === OperationTypeNode.SUBSCRIPTION)
const others = operations.filter(({ kind }) => kind !== OperationTypeNode.SUBSCRIPTION)
const [client = ''] = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code)
/** A command may go on in the next line, behind `\\` or within quotes. */
const commands = [...text.matchAll(/^curl (?:'[^']*'|"[^"]*"|\\\n|[^'"\n\\])*/gm)].map(
  ([line]) => line,
)

let testDb: TestDb
let api: Api
let key: string
beforeAll(async () => {
  testDb = await createTestDb()
  const dir = join(import.meta.dirname, '../../../prisma/seed/articles')
  await loadSamples(testDb.db, { dir })
  await settled(testDb.db)
  for (let more = true; more;) ({ more } = await groupArticles(testDb.db))
  api = await startTestServer(testDb.url)
  key = await keyFor(testDb.db, 'ARTICLES_WRITE', 'SOURCES_WRITE', 'WEBHOOKS_WRITE')
})
afterAll(async () => {
  await api.stop()
  await testDb.close()
})

let arrived = 0
/** An article about NATO that comes in from elsewhere. */
async function arrive(): Promise<void> {
  arrived += 1
  const content = `NATO opens office ${arrived}\nNATO opened an office in Wiesbaden.\nIt is small.\n`
  await ingestDocument(testDb.db, { name: `office-${arrived}.txt`, content })
}

it('the page has the tasks that it says', () => {
  expect(text.match(/^## \d+\. /gm)).toHaveLength(10)
  expect(others).toHaveLength(12)
  expect(commands).toHaveLength(5)
  const code = client.split('\n').filter((line) => line.trim() !== '')
  expect(code.length).toBeLessThanOrEqual(16)
})

it.each(others)('the operation $name gives an answer', async ({ query, variables }) => {
  const response = await post(`${api.url}/graphql`, { query, variables }, bearing(key))
  const { data, errors } = (await response.json()) as { data: object; errors?: unknown }
  expect(errors).toBeUndefined()
  for (const [field, value] of Object.entries(data)) {
    expect(JSON.stringify({ [field]: value })).toMatch(/"(name|headline|slug|label|start)":"/)
    expect(value).not.toMatchObject({ userErrors: [{}] })
  }
})

it.each(subscriptions)('the subscription $name tells of an article', async (operation) => {
  const { query, variables } = operation
  const live = connect(`${api.url}/graphql`)
  const first = live.iterate({ query, variables }).next()
  expect((await doUntil(first, arrive)).value).toMatchObject({
    data: { articleAdded: { article: { headline: expect.stringContaining('NATO opens') } } },
  })
  await live.dispose()
})

it('the program prints what is there and what comes', async () => {
  // Below this package, where it finds the libraries.
  const folder = join(import.meta.dirname, '../node_modules/.cache/docs-test')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'client.mts')
  await writeFile(file, client)
  const program = spawn(process.execPath, ['--import', 'tsx', file, new URL(api.url).host])
  const printed: string[] = []
  program.stdout.on('data', (data) => printed.push(String(data)))
  program.stderr.on('data', (data) => printed.push(String(data)))
  try {
    await vi.waitFor(() => expect(printed.join('').split('\n')).toHaveLength(4), 20_000)
    await arrive()
    await vi.waitFor(() => expect(printed.join('')).toContain(`office ${arrived}`), 20_000)
  } finally {
    program.kill()
    await rm(folder, { recursive: true })
  }
})

it.each(commands.filter((line) => line.includes(' -d ')))('%s is answered', async (line) => {
  const [, body = ''] = /-d '([^']*)'/s.exec(line) ?? []
  const accept = /-H '(accept): ([^']*)'/.exec(line)?.[2] ?? 'application/json'
  const response = await post(`${api.url}/graphql`, body, { accept, ...bearing(key) })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain(accept)
  if (accept === 'text/event-stream') return response.body?.cancel()
  const answer = await response.text()
  expect(answer).toContain('"headline":"')
  expect(answer).not.toContain('"errors"')
  return undefined
})

it.each(commands.filter((line) => line.includes('/feeds/')))('%s gives a feed', async (line) => {
  const [, address = ''] = /'localhost:4000(.*)'/.exec(line) ?? []
  const response = await fetch(api.url + address)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('NATO')
})
