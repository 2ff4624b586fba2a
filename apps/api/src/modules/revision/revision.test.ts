import { afterAll, beforeAll, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
let id: string
beforeAll(async () => {
  test = await startTestApi()
  const versions = [
    { headline: 'Port closed', lead: 'A crane fell.' },
    { headline: 'Port closed', lead: 'A large crane fell.', byline: 'Ada Example' },
    { headline: 'Port open', lead: 'A large crane fell.', byline: 'Ada Example' },
  ]
  for (const version of versions) {
    const sections = [{ crosshead: 'Harbour', paragraphs: [version.headline, 'Nobody was hurt.'] }]
    id = await test.save({ key: 'port', sections, ...version })
  }
})
afterAll(() => test.close())

it('are told newest first, each with what it changed word by word', async () => {
  const { data, errors } = await test.query(
    `query ($id: ID!) {
      article(id: $id) {
        revisions {
          nodes { revision headline changed heldUntil sections { crosshead paragraphs } takeaways { text }
            diff {
              headline { change text } lead { change text } byline { change text }
              image { before after } sections { kind change segments { change text } } takeaways { kind }
            }
          }
        }
      }
    }`,
    { id },
  )
  expect(errors).toBeUndefined()
  const kept = (text: string) => ({ change: 'KEPT', text })
  const reopened = [
    kept('Port '),
    { change: 'REMOVED', text: 'closed' },
    { change: 'ADDED', text: 'open' },
  ]
  expect(data).toMatchObject({
    article: {
      revisions: {
        nodes: [
          {
            revision: 3,
            headline: 'Port open',
            changed: ['HEADLINE', 'SECTIONS'],
            heldUntil: null,
            sections: [{ crosshead: 'Harbour', paragraphs: ['Port open', 'Nobody was hurt.'] }],
            takeaways: [],
            diff: {
              headline: reopened,
              lead: null,
              byline: null,
              image: null,
              sections: [
                { kind: 'CROSSHEAD', change: 'KEPT', segments: [kept('Harbour')] },
                { kind: 'PARAGRAPH', change: 'CHANGED', segments: reopened },
                { kind: 'PARAGRAPH', change: 'KEPT', segments: [kept('Nobody was hurt.')] },
              ],
              takeaways: null,
            },
          },
          {
            revision: 2,
            changed: ['LEAD', 'BYLINE'],
            heldUntil: expect.any(String) as string,
            diff: {
              headline: null,
              lead: [kept('A '), { change: 'ADDED', text: 'large ' }, kept('crane fell.')],
              byline: [{ change: 'ADDED', text: 'Ada Example' }],
              sections: null,
            },
          },
          { revision: 1, changed: [], diff: null },
        ],
      },
    },
  })
})

it('are a connection that is walked both ways', async () => {
  const document = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    article(id: $id) {
      revisions(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { revision } } totalCount pageInfo { hasNextPage endCursor startCursor }
      }
    }
  }`
  const page = async (variables: object) => {
    const { data } = await test.query(document, { id, ...variables })
    const { revisions } = data!['article'] as {
      revisions: {
        edges: { node: { revision: number } }[]
        totalCount: number
        pageInfo: Record<string, unknown>
      }
    }
    const { edges, totalCount, pageInfo } = revisions
    return { numbers: edges.map(({ node }) => node.revision), totalCount, ...pageInfo }
  }
  const first = await page({ first: 2 })
  expect(first).toMatchObject({ numbers: [3, 2], totalCount: 3, hasNextPage: true })
  const second = await page({ first: 2, after: first['endCursor' as never] })
  expect(second).toMatchObject({ numbers: [1], hasNextPage: false })
  expect((await page({ last: 1, before: second['startCursor' as never] })).numbers).toEqual([2])
})

it('are compared with any other one', async () => {
  const { data } = await test.query(
    `query ($id: ID!) { article(id: $id) { revisions(first: 1) { nodes {
      first: diff(against: 1) { headline { text } lead { text } } none: diff(against: 9) { headline { text } }
    } } } }`,
    { id },
  )
  expect(data).toMatchObject({
    article: {
      revisions: {
        nodes: [
          {
            first: { lead: [{ text: 'A ' }, { text: 'large ' }, { text: 'crane fell.' }] },
            none: null,
          },
        ],
      },
    },
  })
})
