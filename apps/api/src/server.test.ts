import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, startTestServer, type TestNews } from './api.fixture.ts'

let test: TestNews
beforeAll(async () => {
  test = await createTestNews()
})
afterAll(() => test.close())

const sources = '{ sources { slug } }'
const answer = { data: { sources: [{ slug: 'gazette' }] } }

describe('a server that stops', () => {
  it('finishes the request it has, takes no other, and may be told twice', async () => {
    const server = await startTestServer(test.databaseUrl)
    const { port } = new URL(server.url)
    const slow = request({
      port,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    slow.write('{"query":')
    await new Promise((resolve) => setTimeout(resolve, 50))
    const stopped = Promise.all([server.stop(), server.stop()])
    await new Promise((resolve) => setTimeout(resolve, 50))
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
    slow.end(`${JSON.stringify(sources)}}`)
    const body = await new Promise((resolve, reject) => {
      slow.once('error', reject).once('response', (response) => resolve(text(response)))
    })
    expect(JSON.parse(String(body))).toMatchObject(answer)
    await stopped
  })

  it('does not wait for those who send nothing', async () => {
    const server = await startTestServer(test.databaseUrl)
    const idle = connect(Number(new URL(server.url).port), '127.0.0.1')
    await new Promise((resolve) => idle.once('connect', resolve))
    await expect(server.stop()).resolves.toBeUndefined()
  })
})
