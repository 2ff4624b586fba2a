import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, post, startTestServer, type TestNews } from './api.fixture.ts'
import { createDatabaseProxy, type DatabaseProxy } from './database-proxy.fixture.ts'
import { follow } from './live.fixture.ts'
import type { Api } from './server.ts'

let news: TestNews
let proxy: DatabaseProxy
let api: Api
beforeAll(async () => {
  news = await createTestNews()
  proxy = await createDatabaseProxy(news.databaseUrl)
  api = await startTestServer(proxy.url)
})
afterAll(async () => {
  await api.stop()
  await proxy.cut()
  await news.close()
})

const query = (document: string) => post(`${api.url}/graphql`, { query: document })
const isReady = async () => (await fetch(`${api.url}/health/ready`)).ok

describe('while the database does not answer', () => {
  it('requests get 503 and when to try again, and all is well once it is back', async () => {
    const { articles } = (
      (await (await query('{ articles { liveCursor } }')).json()) as {
        data: { articles: { liveCursor: string } }
      }
    ).data
    const subscription = await follow(`${api.url}/graphql`, { after: articles.liveCursor })
    await news.save({ headline: 'All is well' })
    expect(await subscription.headlines(1)).toEqual(['All is well'])
    expect(await isReady()).toBe(true)

    await proxy.cut()
    for (const document of [
      '{ sources { slug } }',
      '{ articles { edges { cursor } } }',
      '{ article(id: "00000000-0000-7000-8000-000000000000") { id } }',
    ]) {
      const response = await query(document)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
      })
    }
    expect(await isReady()).toBe(false)
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200)

    await proxy.restore()
    await news.save({ headline: 'Written meanwhile' })
    expect(await subscription.headlines(1)).toEqual(['Written meanwhile'])
    while (!(await isReady())) await sleep(50)
    expect((await query('{ sources { slug } }')).status).toBe(200)
    await subscription.close()
  })
})
