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

it('pages through the sources, both ways', async () => {
  await ensureSource(test.db, { slug: 'namesake', name: 'The Gazette' })
  const all = (await test.db.source.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(
    ({ slug }) => slug,
  )
  const document = `query ($first: Int, $after: String, $last: Int, $before: String) {
    sourceConnection(first: $first, after: $after, last: $last, before: $before) {
      nodes { slug } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    }
  }`
  const walk = async (variables: (cursor: string | null) => object, cursor: string) => {
    const walked: string[][] = []
    for (let at: string | null = null; ;) {
      const { data } = await test.query(document, { ...variables(at) })
      const page = data!['sourceConnection'] as {
        nodes: { slug: string }[]
        totalCount: number
        pageInfo: Record<string, string | boolean>
      }
      expect(page.totalCount).toBe(all.length)
      walked.push(page.nodes.map(({ slug }) => slug))
      if (!page.pageInfo[cursor === 'endCursor' ? 'hasNextPage' : 'hasPreviousPage']) return walked
      at = String(page.pageInfo[cursor])
    }
  }
  const forward = await walk((after) => ({ first: 1, after }), 'endCursor')
  expect(forward.flat()).toEqual(all)
  const backward = await walk((before) => ({ last: 1, before }), 'startCursor')
  expect(backward.toReversed().flat()).toEqual(all)
})
