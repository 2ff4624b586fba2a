import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, post, startTestServer, type TestNews } from '../api.fixture.ts'
import { connect } from '../live.fixture.ts'
import type { Api } from '../server.ts'
import { createKnownOperations, readOperations } from './known.ts'

const query = 'query Sources { sources { slug } }'
const live = 'subscription { articleAdded { cursor } }'
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const documentId = `sha256:${hash(query)}`
const answer = { data: { sources: [{ slug: 'gazette' }] } }

let test: TestNews
let folder: string
let servers: Record<'any' | 'known', Api>
beforeAll(async () => {
  test = await createTestNews()
  folder = await mkdtemp(path.join(tmpdir(), 'courant-operations-'))
  const file = path.join(folder, 'operations.json')
  await writeFile(file, JSON.stringify({ [hash(query)]: query, [hash(live)]: live }))
  const start = (mode: string) =>
    startTestServer(test.databaseUrl, [], { OPERATIONS_FILE: file, OPERATIONS: mode })
  servers = { any: await start('any'), known: await start('known') }
})
afterAll(async () => {
  await Promise.all([servers.any.stop(), servers.known.stop()])
  await test.close()
  await rm(folder, { recursive: true })
})

const urlOf = (mode: 'any' | 'known') => `${servers[mode].url}/graphql`
const ask = (mode: 'any' | 'known', body: object, accept = '*/*') =>
  post(urlOf(mode), body, { accept })

describe('an operation of the pages', () => {
  it.each(['any', 'known'] as const)('is answered by its id, where %s is taken', async (mode) => {
    expect(await (await ask(mode, { documentId })).json()).toMatchObject(answer)
    const address = `${urlOf(mode)}?${new URLSearchParams({ documentId }).toString()}`
    expect(await (await fetch(address)).json()).toMatchObject(answer)
    const events = await (await ask(mode, { documentId }, 'text/event-stream')).text()
    expect(events).toContain('"slug":"gazette"')
  })

  it('is answered by its text too, where only those are taken', async () => {
    expect(await (await ask('known', { query })).json()).toMatchObject(answer)
    const client = connect(urlOf('known'))
    expect((await client.iterate({ query }).next()).value).toMatchObject(answer)
    await client.dispose()
  })

  it.each(['sha256:00', '', '__proto__'])('is none that has the id "%s"', async (id) => {
    const response = await ask('any', { documentId: id })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'PERSISTED_OPERATION_NOT_FOUND' } }] },
    ])
  })
})

describe('any other operation', () => {
  const other = '{ topics { slug } }'
  const code = 'PERSISTED_OPERATION_ONLY'

  it('is answered where any is', async () => {
    expect(await (await ask('any', { query: other })).json()).toHaveProperty('data.topics')
  })

  it.each(['*/*', 'text/event-stream'])(
    'is refused where only the pages are, as %s',
    async (accept) => {
      const response = await ask('known', { query: other }, accept)
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { errors: [{ extensions: { code } }] },
      ])
      const address = `${urlOf('known')}?query=${encodeURIComponent(other)}`
      expect((await fetch(address, { headers: { accept } })).status).toBe(400)
    },
  )

  it('is refused over WebSocket', async () => {
    const client = connect(urlOf('known'))
    await expect(client.iterate({ query: other }).next()).rejects.toMatchObject([
      { extensions: { code } },
    ])
    await client.dispose()
  })
})

describe('the file of operations', () => {
  it('must hold each by its own hash', () => {
    expect(() => createKnownOperations({ [hash(query)]: live }, false)).toThrow('has another hash')
  })

  it('must be there', () => {
    expect(() => readOperations('/nowhere.json', false)).toThrow('OPERATIONS_FILE: /nowhere.json')
  })
})
