import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'

import { Prisma } from '@courant/prisma'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { startTestApi, type TestApi } from '../api.fixture.ts'
import { follow, liveCursor } from '../live.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  const id = await test.save({ lead: 'Far more than a socket buffers. '.repeat(1_000) })
  const [firstSeenAt, lastSeenAt] = [new Date(), new Date()]
  const story = await test.db.story.create({ data: { firstSeenAt, lastSeenAt, articleCount: 2 } })
  await test.db.article.update({ where: { id }, data: { storyId: story.id } })
})
afterAll(() => test.close())

const following = (field: string) => `subscription ($after: String) {
  ${field}(after: $after) { cursor article { lead } }
}`
const count = 3_000

/** Far more than sockets and queue hold; returns when another reader has got it all. */
async function flood(after: string, kind: 'ADDED' | 'REVISED' | 'GROUPED'): Promise<void> {
  const fast = await follow(test.url, { after })
  await test.db.$executeRaw(Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT kind::"ArticleEventKind", article.id, 1
    FROM article, generate_series(1, ${count}::int), unnest(${[...new Set([kind, 'ADDED'])]}::text[]) AS kind`)
  await fast.headlines(count)
  await fast.close()
}

interface Result {
  data?: Record<string, { cursor: string }>
  errors?: { extensions: Record<string, unknown> }[]
}

/** The cursors it was given, and what the last result says instead. */
function readEnd(results: Result[]): { cursors: string[]; error: object | undefined } {
  return {
    cursors: results.flatMap(({ data }) => Object.values(data ?? {}).map(({ cursor }) => cursor)),
    error: results.at(-1)?.errors?.[0]?.extensions,
  }
}

describe('a reader that stops reading is cut off, told where to resume', () => {
  it('over WebSocket', async () => {
    const after = await liveCursor(test)
    const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send('{"type":"connection_init"}')
    await once(socket, 'message')
    const payload = { query: following('articleAdded'), variables: { after } }
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
    socket.pause()
    await flood(after, 'ADDED')

    const results: Result[] = []
    const completed = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(String(data)) as { type: string; payload: Result }
        if (message.type === 'next') results.push(message.payload)
        else resolve()
      })
    })
    socket.resume()
    await completed
    const { cursors, error } = readEnd(results)
    expect(cursors.length).toBeLessThan(count)
    expect(error).toEqual({ code: 'SUBSCRIBER_TOO_SLOW', cursor: cursors.at(-1) ?? after })
    socket.close()
  })

  it.each([
    ['articleAdded', 'ADDED'],
    ['articleRevised', 'REVISED'],
    ['storyUpdated', 'GROUPED'],
  ] as const)('over server-sent events: %s', async (field, kind) => {
    const after = await liveCursor(test)
    const query = following(field)
    const search = new URLSearchParams({ query, variables: JSON.stringify({ after }) }).toString()
    const request = get(`${test.url}?${search}`, { headers: { accept: 'text/event-stream' } })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    await flood(after, kind)

    let text = ''
    for await (const chunk of response) text += String(chunk)
    const results = [...text.matchAll(/^event: next\ndata: (.*)$/gm)]
    const { cursors, error } = readEnd(results.map(([, data = '']) => JSON.parse(data) as Result))
    expect(cursors.length).toBeLessThan(count)
    expect(error).toEqual({ code: 'SUBSCRIBER_TOO_SLOW', cursor: cursors.at(-1) ?? after })
  })
})
