import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ArticleText } from '../article.ts'
import { enrich } from '../enrich.ts'
import { acceptProposal } from './accept.ts'
import type { Proposal } from './proposal.ts'

const article: ArticleText = {
  headline: 'Larnmouth votes to rebuild its breakwater',
  lead: 'The harbour board voted by 9 to 4 to rebuild\nthe eastern breakwater of Larnmouth.',
  sections: [
    {
      crosshead: 'Cracks along the wall',
      paragraphs: [
        'The work will cost 4.2 million pounds. The board did not agree to a second lighthouse.',
        'Divers of the firm seaweave found cracks. According to seaweave, the cracks are 60 metres long.',
      ],
    },
  ],
  language: 'en',
}
const enrichment = enrich(article)

const accept = (proposal: Partial<Proposal>) =>
  acceptProposal(article, enrichment, { takeaways: [], actors: [], ...proposal }, 'small-news-2')
const acceptTakeaway = (text: string, quote: string) =>
  accept({ takeaways: [{ text, quote }] }).takeaways.filter(({ origin }) => origin === 'MODEL')

describe('a takeaway that a model proposes', () => {
  it('is taken with the slice that it quotes, as the article has it', () => {
    const quote = 'voted by 9 to 4 to rebuild the eastern breakwater'
    expect(acceptTakeaway('Larnmouth rebuilds its breakwater by 9 votes to 4.', quote)).toEqual([
      {
        text: 'Larnmouth rebuilds its breakwater by 9 votes to 4.',
        origin: 'MODEL',
        model: 'small-news-2',
        evidence: {
          quote: 'voted by 9 to 4 to rebuild\nthe eastern breakwater',
          section: null,
          paragraph: null,
          start: 18,
          end: 67,
        },
      },
    ])
  })

  const cost = 'The work will cost 4.2 million pounds.'
  it.each([
    [
      'a quote that is not in the article',
      'The work will cost 4.2 million pounds.',
      'It costs 4.2m.',
    ],
    ['a quote of the headline', 'Larnmouth votes to rebuild its breakwater.', article.headline],
    ['an empty quote', 'The work will cost 4.2 million pounds.', '  '],
    ['a quote that says something else', 'Divers found long cracks along the wall.', cost],
    ['another number than its quote', 'The work will cost 4.8 million pounds.', cost],
    ['a name that the article does not have', 'Norway pays 4.2 million pounds for work.', cost],
    [
      'the opposite of its quote',
      'The board did agree to a second lighthouse.',
      'The board did not agree to a second lighthouse.',
    ],
    ['a link', 'The work will cost 4.2 million pounds: https://pay.example', cost],
    ['a word that points back', 'It will cost 4.2 million pounds to work.', cost],
    ['too few words', 'Cost: 4.2 million.', cost],
    ['no text', '', cost],
  ])('is dropped with %s', (_why, text, quote) => {
    expect(acceptTakeaway(text, quote)).toEqual([])
  })

  it('leaves ours in place where none is accepted', () => {
    const proposal = { takeaways: [{ text: 'Whales were seen off the coast today.', quote: 'x' }] }
    expect(accept(proposal)).toEqual(enrichment)
  })

  it('stands before ours that say something else, three in all', () => {
    const text = 'The work will cost 4.2 million pounds.'
    const { takeaways } = accept({
      takeaways: [
        { text, quote: text },
        { text, quote: text },
      ],
    })
    const others = enrichment.takeaways.filter(({ evidence }) => evidence?.quote !== text)
    expect(takeaways).toMatchObject([{ text, origin: 'MODEL' }, ...others.slice(0, 2)])
  })

  it("does not touch the publisher's own", () => {
    const withOwn = { ...article, takeaways: ['Larnmouth builds.'] }
    const own = enrich(withOwn)
    const takeaways = [{ text: cost, quote: cost }]
    const accepted = acceptProposal(withOwn, own, { takeaways, actors: [] }, 'small-news-2')
    expect(accepted.takeaways).toEqual(own.takeaways)
  })
})

describe('an actor that a model proposes', () => {
  const named: ArticleText = {
    ...article,
    lead: 'Divers of Seaweave found cracks in the wall of Larnmouth, and Norway took note.',
  }
  const ours = enrich(named)
  const acceptActor = (actor: Proposal['actors'][number]) =>
    acceptProposal(
      named,
      { ...ours, mentions: ours.mentions.filter(({ entity }) => entity.slug === 'norway') },
      { takeaways: [], actors: [actor] },
      'small-news-2',
    )
  const modelled = (actor: Proposal['actors'][number]) =>
    acceptActor(actor).mentions.filter(({ method }) => method === 'MODEL')

  it('is taken with every place that names it', () => {
    const [mention, ...others] = modelled({
      name: 'Seaweave',
      kind: 'ORGANIZATION',
      quote: 'Divers of Seaweave found cracks',
    })
    expect(others).toEqual([])
    expect(mention).toMatchObject({
      entity: { slug: 'seaweave', name: 'Seaweave', kind: 'ORGANIZATION', wikidataId: null },
      spans: [{ part: 'lead', start: 10, end: 18, surface: 'Seaweave' }],
      count: 1,
      method: 'MODEL',
      model: 'small-news-2',
    })
  })

  it('is no longer a candidate', () => {
    const candidates = acceptActor({
      name: 'Seaweave',
      kind: 'ORGANIZATION',
      quote: 'Divers of Seaweave',
    }).candidates
    expect(candidates.map(({ entity }) => entity.slug)).not.toContain('seaweave')
  })

  it.each([
    ['whose quote is not in the article', 'Seaweave', 'Seaweave dived'],
    ['whose quote does not name it', 'Seaweave', 'cracks in the wall'],
    ['that the article does not name', 'Deepdive', 'Divers of Seaweave'],
    ['that is a part of a word', 'Seawe', 'Divers of Seaweave'],
    ['that is no name', 'cracks', 'found cracks'],
    ['that we know already', 'Norway', 'and Norway took note'],
    ['that is empty', '', 'Divers of Seaweave'],
  ])('is dropped when it is one %s', (_why, name, quote) => {
    expect(modelled({ name, kind: 'ORGANIZATION', quote })).toEqual([])
  })

  it('is the one of the knowledge base where the kind decides', () => {
    const georgia: ArticleText = {
      headline: 'A vote in the mountains',
      lead: 'Georgia counts its votes.',
      sections: [],
    }
    const { mentions } = acceptProposal(
      georgia,
      { ...enrich(georgia), mentions: [], candidates: [] },
      { takeaways: [], actors: [{ name: 'Georgia', kind: 'COUNTRY', quote: 'Georgia counts' }] },
      'small-news-2',
    )
    expect(mentions).toMatchObject([{ entity: { slug: 'georgia', kind: 'COUNTRY' } }])
  })
})

const words = fc.oneof(
  fc.constantFrom(
    article.lead,
    'The work will cost 4.2 million pounds.',
    'Larnmouth',
    'seaweave',
    'the eastern breakwater',
    '\ud800',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const proposals: fc.Arbitrary<Proposal> = fc.record({
  takeaways: fc.array(fc.record({ text: words, quote: words }), { maxLength: 5 }),
  actors: fc.array(
    fc.record({
      name: words,
      kind: fc.constantFrom('PERSON', 'ORGANIZATION', 'COUNTRY', 'PLACE'),
      quote: words,
    }),
    { maxLength: 5 },
  ),
})

it('accepts nothing whose words the article does not hold, whatever is proposed', () => {
  const partOf = (part: string, section: number | null, paragraph: number | null) => {
    if (part === 'headline') return article.headline
    if (section === null) return article.lead
    const found = article.sections[section]
    return paragraph === null ? found?.crosshead : found?.paragraphs[paragraph]
  }
  fc.assert(
    fc.property(proposals, (proposal) => {
      const { takeaways, mentions } = accept(proposal)
      expect(takeaways.length).toBeLessThanOrEqual(3)
      for (const { evidence } of takeaways) {
        const { quote, section, paragraph, start, end } = evidence!
        expect(partOf('', section, paragraph)?.slice(start, end)).toBe(quote)
      }
      for (const { part, section, paragraph, start, end, surface } of mentions.flatMap(
        ({ spans }) => spans,
      )) {
        expect(partOf(part, section, paragraph)?.slice(start, end)).toBe(surface)
      }
    }),
    { numRuns: 500 },
  )
})
