import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { analyse } from '../analysis.ts'
import type { ArticleText } from '../article.ts'
import { takeawaysOf } from './take.ts'

const article: ArticleText = {
  headline: 'Larnmouth votes to rebuild its breakwater',
  lead: 'Larnmouth has voted to rebuild its breakwater. The harbour board approved a wall of granite, half as long again as the old breakwater.',
  sections: [
    {
      crosshead: null,
      paragraphs: [
        'He had warned of this for years. The old breakwater of Larnmouth was built in 1911 and cracked in the storms of last winter.',
        '"The granite wall of the harbour board will outlast us all." Will it? The county pays half of the new breakwater, the harbour board the rest.',
        'However, the granite for the wall comes from a quarry that the harbour board does not own.',
      ],
    },
    {
      crosshead: 'A walk on the old wall',
      paragraphs: [
        'On Sundays families walk on the wall with ice cream from the kiosk at its end.',
      ],
    },
  ],
  language: 'en',
}

const take = (article: ArticleText) => takeawaysOf(article, analyse(article))

describe("the publisher's own takeaways", () => {
  const own = (...takeaways: string[]) => take({ ...article, takeaways })

  it('come in their order, each once and tidied, and nothing is extracted beside them', () => {
    const taken = own('  A wall of\n granite. ', '', 'It was time.', 'a wall of granite.', ' ')
    expect(taken.map(({ text, origin }) => [text, origin])).toEqual([
      ['A wall of granite.', 'PUBLISHER'],
      ['It was time.', 'PUBLISHER'],
    ])
  })

  it('point at the sentence that supports them, or at nothing', () => {
    const [first, second] = own(
      'The county pays half of the breakwater and the harbour board the rest.',
      'Crabs have settled on the pier.',
    )
    expect(first?.evidence).toEqual({
      quote: 'The county pays half of the new breakwater, the harbour board the rest.',
      section: 0,
      paragraph: 1,
      start: 70,
      end: 141,
    })
    expect(second?.evidence).toBeNull()
  })

  it('count as none where they are blank', () => {
    expect(own(' ', '\n')[0]?.origin).toBe('EXTRACTED')
  })
})

describe('extracted takeaways', () => {
  it('are central sentences that stand by themselves, in the order of the article', () => {
    expect(take(article).map(({ text }) => text)).toEqual([
      'The harbour board approved a wall of granite, half as long again as the old breakwater.',
      'The old breakwater of Larnmouth was built in 1911 and cracked in the storms of last winter.',
      'The county pays half of the new breakwater, the harbour board the rest.',
    ])
  })

  it('do not repeat each other', () => {
    const wire = 'The county pays half of the new breakwater and the harbour board pays the rest.'
    const paragraphs = [wire, ...(article.sections[0]?.paragraphs ?? [])]
    const taken = take({ ...article, sections: [{ crosshead: null, paragraphs }] })
    expect(taken.filter(({ text }) => text.startsWith('The county'))).toHaveLength(1)
  })

  it('do not repeat the headline', () => {
    const lead =
      'Today Larnmouth votes to rebuild its breakwater, and that is all. It rained a lot.'
    expect(take({ ...article, lead, sections: [] })).toEqual([])
  })

  it('are at most half of what the article says', () => {
    const { lead } = article
    expect(take({ ...article, lead, sections: [] })).toHaveLength(1)
  })

  it('show a sentence over two lines as one, and keep its evidence literal', () => {
    const lead = 'The harbour board approved a wall\nof granite for the town of Larnmouth.'
    expect(take({ ...article, lead, sections: [] })).toMatchObject([
      {
        text: 'The harbour board approved a wall of granite for the town of Larnmouth.',
        evidence: { quote: lead, section: null, paragraph: null, start: 0 },
      },
    ])
  })

  it('are found in a language written without spaces', () => {
    const lead =
      '拉恩茅斯港务局投票决定用花岗岩重建东部防波堤。郡政府将支付新防波堤一半的费用。他们很高兴。'
    expect(take({ headline: '港口', lead, sections: [], language: 'zh' }).length).toBeGreaterThan(0)
  })

  it('are none where there is no text', () => {
    expect(take({ headline: '', lead: '', sections: [] })).toEqual([])
  })
})

const sentence = fc.oneof(
  fc.constantFrom(
    'The harbour board of Larnmouth approved 3.5 million pounds for a wall of granite.',
    'NATO will not send 1,200 troops to Ukraine, the US and the U.K. said on 3 May 2031.',
    'He said "no.',
    'Der Hafenrat von Larnmünde hat am 3. Mai eine Mole für 2,5 Mio. Euro beschlossen.',
    '« Le mur est vieux », a dit Mme. Dupont.',
    '北约将在威斯巴登设立新的总部。',
    'يجتمع الحلف في بروكسل اليوم.',
    '🏗️🏗️ 👷🏽‍♀️ !!',
    '"',
    '...',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('\ud800', '\udfff', 'e\u0301\u0301', '\u2028', '\t', '\0'),
)
const text = fc
  .array(sentence, { maxLength: 6 })
  .chain((sentences) =>
    fc.constantFrom(' ', '\n', '  ', '').map((between) => sentences.join(between)),
  )
const articles: fc.Arbitrary<ArticleText> = fc.record({
  headline: text,
  lead: text,
  sections: fc.array(
    fc.record({
      crosshead: fc.option(text),
      paragraphs: fc.array(text, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  language: fc.option(fc.constantFrom('en', 'de', 'zh', 'fr', 'constructor')),
  takeaways: fc.array(text, { maxLength: 4 }),
})

describe('any article', () => {
  it('gives evidence that is the literal slice of its lead or a paragraph', () => {
    fc.assert(
      fc.property(articles, (article) => {
        for (const { evidence } of take(article)) {
          if (evidence === null) continue
          const { quote, section, paragraph, start, end } = evidence
          const source =
            section === null ? article.lead : article.sections[section]?.paragraphs[paragraph ?? -1]
          expect(source?.slice(start, end)).toBe(quote)
          expect(quote.trim()).toBe(quote)
          expect(quote).not.toBe('')
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it("loses none of the publisher's takeaways", () => {
    fc.assert(
      fc.property(articles, fc.string({ minLength: 1 }), (article, sure) => {
        const texts = [...(article.takeaways ?? []), `Sure: ${sure}`]
        const own = new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase()))
        own.delete('')
        const taken = take({ ...article, takeaways: texts })
        expect(taken.map(({ text }) => text.toLowerCase())).toEqual([...own])
      }),
      { numRuns: 500 },
    )
  })

  it('gives three takeaways at most where the publisher has none', () => {
    fc.assert(
      fc.property(articles, (article) => {
        expect(take({ ...article, takeaways: [] }).length).toBeLessThanOrEqual(3)
      }),
      { numRuns: 500 },
    )
  })
})
