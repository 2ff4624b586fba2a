import { afterAll, beforeAll, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const document = `query ($id: ID!) {
  article(id: $id) {
    takeaways { text position origin model evidence { quote section paragraph start end revision } }
  }
}`

it('gives takeaways in order, each with who wrote it and the slice that supports it or none', async () => {
  const evidence = { quote: 'They meet again', section: 0, paragraph: 0, start: 0, end: 15 }
  const inLead = { quote: 'NATO', section: null, paragraph: null, start: 0, end: 4 }
  const id = await test.save({
    lead: 'NATO met.',
    sections: [{ crosshead: null, paragraphs: ['They meet again.'] }],
    takeaways: [
      { text: 'NATO met.', origin: 'EXTRACTED', evidence: inLead },
      { text: 'There will be more talks.', origin: 'MODEL', model: 'small-news-2', evidence },
      { text: 'Nobody knows.', origin: 'PUBLISHER', evidence: null },
    ],
  })
  const { data } = await test.query(document, { id })
  expect(data).toEqual({
    article: {
      takeaways: [
        {
          text: 'NATO met.',
          position: 0,
          origin: 'EXTRACTED',
          model: null,
          evidence: { ...inLead, revision: 1 },
        },
        {
          text: 'There will be more talks.',
          position: 1,
          origin: 'MODEL',
          model: 'small-news-2',
          evidence: { ...evidence, revision: 1 },
        },
        {
          text: 'Nobody knows.',
          position: 2,
          origin: 'PUBLISHER',
          model: null,
          evidence: null,
        },
      ],
    },
  })
})
