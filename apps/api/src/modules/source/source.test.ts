import { ensureSource } from '@courant/feed'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

it('lists the sources by name', async () => {
  const feedUrl = 'https://courier.example/feed.xml'
  await ensureSource(test.db, { slug: 'courier', name: 'Courier', feedUrl })
  const { data } = await test.query('{ sources { slug name siteUrl feedUrl } }')
  expect(data).toEqual({
    sources: [
      { slug: 'courier', name: 'Courier', siteUrl: null, feedUrl },
      {
        slug: 'gazette',
        name: 'The Gazette',
        siteUrl: 'https://gazette.example/',
        feedUrl: null,
      },
    ],
  })
})
