import { type ArticleText, enrich } from '@courant/enrich'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createModel, modelConcurrency, type ModelSettings } from './model.ts'
import {
  type Answer,
  fails,
  type ModelServer,
  proposes,
  says,
  serveModel,
  staysSilent,
} from './model-server.fixture.ts'

const article: ArticleText = {
  headline: 'Larnmouth votes to rebuild its breakwater',
  lead: 'The harbour board voted by 9 to 4 to rebuild the eastern breakwater of Larnmouth.',
  sections: [
    {
      crosshead: null,
      paragraphs: [
        'The work will cost 4.2 million pounds. Divers of the firm seaWeave had found cracks in it.',
        'Britain pays half of the new wall, and the county pays the rest.',
      ],
    },
  ],
  language: 'en',
}
const ours = enrich(article)
const takeaway = { text: 'Larnmouth rebuilds its breakwater by 9 votes to 4.', quote: article.lead }
const modelled = { text: takeaway.text, origin: 'MODEL' }

let server: ModelServer
beforeEach(async () => {
  server = await serveModel(proposes({ takeaways: [takeaway], actors: [] }))
})
afterEach(() => server.close())

function model(own: Partial<ModelSettings> = {}) {
  const failures: string[] = []
  const onFailure = (reason: string) => failures.push(reason)
  const settings = { url: server.url, model: 'small-news-2', apiKey: null, onFailure, ...own }
  return { ...createModel(settings), failures }
}

describe('a model that answers', () => {
  test('improves the enrichment, and its name stands at what it wrote', async () => {
    const { improve, failures } = model()
    const { takeaways } = await improve(article, ours)
    expect(takeaways[0]).toMatchObject({
      text: takeaway.text,
      origin: 'MODEL',
      model: 'small-news-2',
      evidence: { quote: article.lead, section: null, paragraph: null, start: 0, end: 81 },
    })
    expect(failures).toEqual([])
  })

  test('was asked with the article, the known actors, its name and the key', async () => {
    await model({ apiKey: 'sk-secret' }).improve(article, ours)
    const [asked] = server.asked
    expect(asked).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer sk-secret',
      body: { model: 'small-news-2' },
    })
    const question = asked?.body.messages.at(-1)?.content
    expect(question).toContain('Known actors: United Kingdom')
    expect(question).toContain(article.lead)
  })

  test('is asked without a key where there is none', async () => {
    await model().improve(article, ours)
    expect(server.asked[0]?.authorization).toBeUndefined()
  })

  test('is asked for no takeaways where the publisher wrote some', async () => {
    const own = { ...article, takeaways: ['The harbour gets a new wall.'] }
    const { takeaways } = await model().improve(own, enrich(own))
    expect(server.asked[0]?.body.messages.at(-1)?.content).toContain('publisher has written')
    expect(takeaways.map(({ origin }) => origin)).toEqual(['PUBLISHER'])
  })

  test.each([
    ['in a code block', (json: string) => `Here you are:\n\`\`\`json\n${json}\n\`\`\`\n`],
    ['after thinking aloud', (json: string) => `<think>Is it {"a": 1}?</think>\n${json}`],
  ])('is understood %s', async (_how, wrap) => {
    server.answer = says(wrap(JSON.stringify({ takeaways: [takeaway] })))
    const { takeaways } = await model().improve(article, ours)
    expect(takeaways[0]).toMatchObject({ origin: 'MODEL' })
  })

  test('loses the claims that are wrong or malformed, and those alone', async () => {
    server.answer = proposes({
      takeaways: [
        { text: 'The breakwater will be painted blue next year.', quote: 'It will be blue.' },
        { text: 'The work will cost 9 million pounds.', quote: 'The work will cost 4.2 million' },
        'not a takeaway',
        { text: 7, quote: null },
        takeaway,
      ],
      actors: [
        { name: 'Atlantis', kind: 'PLACE', quote: 'of Larnmouth' },
        { name: 'Larnmouth', kind: 'TOWN', quote: 'of Larnmouth' },
      ],
    })
    const { takeaways, mentions } = await model().improve(article, ours)
    expect(takeaways.filter(({ origin }) => origin === 'MODEL')).toMatchObject([modelled])
    expect(mentions.filter(({ method }) => method === 'MODEL')).toEqual([])
  })

  test('proposes an actor', async () => {
    const quote = 'the eastern breakwater of Larnmouth'
    server.answer = proposes({ actors: [{ name: 'Larnmouth', kind: 'place', quote }] })
    const unknown = { ...ours, mentions: [], candidates: [] }
    const { mentions } = await model().improve(article, unknown)
    expect(mentions).toMatchObject([
      { entity: { slug: 'larnmouth', kind: 'PLACE' }, count: 2, method: 'MODEL' },
    ])
  })
})

const useless: [how: string, answer: Answer, reason: RegExp][] = [
  ['refuses in words', says("I'm sorry, I can't help with that."), /without JSON/],
  ['refuses by the protocol', says(null, { refusal: 'I cannot help with that.' }), /without JSON/],
  ['says nothing', says(''), /without JSON/],
  ['writes broken JSON', says('{"takeaways": [{"text": "Larnmouth'), /without JSON/],
  ['writes JSON with a mistake', says('{"takeaways": [,]}'), /broken JSON/],
  ['writes other JSON', says('{"takeaways": "none"}'), /other JSON/],
  ['fails', fails(500), /out of order/],
  ['is busy', fails(429, 'too many requests'), /too many requests/],
  ['refuses the key', fails(401, 'bad key'), /^bad key$/],
  [
    'answers in another protocol',
    (response) => void response.setHeader('content-type', 'text/html').end('<h1>Hello</h1>'),
    /./,
  ],
  ['hangs up', (response) => void response.destroy(), /./],
  [
    'sends us elsewhere',
    (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    /./,
  ],
  ['never stops talking', says('x'.repeat(2 * 1024 * 1024)), /./],
]

describe('a model that does not help', () => {
  test.each(useless)('leaves the enrichment as it is when it %s', async (_how, answer, reason) => {
    server.answer = answer
    const { improve, failures } = model()
    expect(await improve(article, ours)).toBe(ours)
    expect(failures).toEqual([expect.stringMatching(reason)])
  })

  test('is waited for only so long', async () => {
    server.answer = staysSilent
    const { improve, failures } = model({ timeout: 50 })
    expect(await improve(article, ours)).toBe(ours)
    expect(failures).toEqual(['no answer within 0.05 s'])
  })

  test('is nowhere', async () => {
    server.close()
    const { improve, failures } = model()
    expect(await improve(article, ours)).toBe(ours)
    expect(failures).toHaveLength(1)
  })

  test('is asked no more for a while after three failures', async () => {
    server.answer = says('No.')
    const { improve, failures } = model()
    for (let i = 0; i < 5; i++) await improve(article, ours)
    expect(failures).toHaveLength(3)
    expect(server.asked).toHaveLength(3)
  })

  test('is asked a second time where it fails once', async () => {
    server.answer = (response, asked) => {
      server.answer = proposes({ takeaways: [takeaway] })
      return fails(503)(response, asked)
    }
    const { improve, failures } = model()
    expect((await improve(article, ours)).takeaways[0]).toMatchObject(modelled)
    expect(failures).toEqual([])
  })
})

test('no more than a few articles are asked about at once', async () => {
  server.answer = async (response, asked) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return proposes({ takeaways: [takeaway] })(response, asked)
  }
  const { improve } = model()
  const all = await Promise.all(Array.from({ length: 12 }, () => improve(article, ours)))
  expect(all.map(({ takeaways }) => takeaways[0]?.origin)).toEqual(Array(12).fill('MODEL'))
  expect(server.mostAtOnce()).toBe(modelConcurrency)
})

test('who stops the ingest does not wait for the model', async () => {
  server.answer = staysSilent
  const stopping = new AbortController()
  const improving = Promise.allSettled(
    Array.from({ length: 6 }, () => model().improve(article, ours, stopping.signal)),
  )
  stopping.abort(new Error('stopping'))
  for (const outcome of await improving) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'stopping' } })
  }
})
