import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { partsOf, type ArticleText, type Span } from './article.ts'
import { enrich } from './enrich.ts'

const names = [
  'NATO',
  'Kiev',
  'Trump',
  'Georgia',
  'Kestrel Ltd',
  'Miriam',
  'Aldous',
  'Ukrainekrieg',
]
const marks = ['(SAG-U)', '(', ')', '. ', '.', ', ', '-', "'s", '“', '”', '\n', '?']
const words = ['der Bundeskanzler', 'Chancellor Friedrich Merz', 'said', ' of the ', 'U.S.', 'A.']
const starts = ['The', 'he', 'Dr.', '3.', 'Mai', ', or SAG-U,']
const pieces = [...names, ...marks, ...words, ...starts]
/** FUZZ_RUNS=100000 looks for longer. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 200)

/** Pieces that the stages look for, and pieces that no stage expects. */
const piece = fc.oneof(
  fc.constantFrom(...pieces),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '))
const article: fc.Arbitrary<ArticleText> = fc.record({
  headline: text,
  lead: text,
  sections: fc.array(
    fc.record({ crosshead: fc.option(text), paragraphs: fc.array(text, { maxLength: 4 }) }),
    { maxLength: 3 },
  ),
  language: fc.option(fc.oneof(fc.constantFrom('en', 'de', 'deu', 'en_GB', ''), fc.string())),
  takeaways: fc.array(text, { maxLength: 3 }),
  categories: fc.array(text, { maxLength: 3 }),
})

describe('whatever an article holds', () => {
  it('is enriched without an error, and the same each time', () => {
    fc.assert(
      fc.property(article, (it) => {
        expect(enrich(it)).toEqual(enrich(it))
      }),
      { numRuns },
    )
  })

  it('every mention and candidate quotes the article at its offsets', () => {
    fc.assert(
      fc.property(article, (it) => {
        const { mentions, candidates } = enrich(it)
        for (const { spans, count } of [...mentions, ...candidates]) {
          expect(spans).toHaveLength(count)
          for (const span of spans) {
            expect(textOf(it, span).slice(span.start, span.end)).toBe(span.surface)
            expect(span.surface).not.toBe('')
          }
        }
      }),
      { numRuns },
    )
  })

  it('every evidence quotes the article at its offsets', () => {
    fc.assert(
      fc.property(article, (it) => {
        for (const { evidence } of enrich(it).takeaways) {
          if (evidence === null) continue
          const { quote, section, paragraph, start, end } = evidence
          const part = section === null ? 'lead' : 'paragraph'
          expect(textOf(it, { part, section, paragraph }).slice(start, end)).toBe(quote)
        }
      }),
      { numRuns },
    )
  })

  it('mentions do not overlap', () => {
    fc.assert(
      fc.property(article, (it) => {
        const spans = enrich(it).mentions.flatMap((mention) => mention.spans)
        const inOrder = spans.toSorted(
          (a, b) => placeOf(a).localeCompare(placeOf(b)) || a.start - b.start,
        )
        for (const [at, span] of inOrder.entries()) {
          const next = inOrder[at + 1]
          if (next === undefined || placeOf(next) !== placeOf(span)) continue
          expect(next.start).toBeGreaterThanOrEqual(span.end)
        }
      }),
      { numRuns },
    )
  })
})

type Place = Pick<Span, 'part' | 'section' | 'paragraph'>

function textOf(it: ArticleText, place: Place): string {
  return partsOf(it).find((part) => placeOf(part) === placeOf(place))?.text ?? ''
}

function placeOf({ part, section, paragraph }: Place): string {
  return `${part} ${section} ${paragraph}`
}

describe('an article of nothing', () => {
  it('has no actors and no topics', () => {
    const nothing = { headline: '', lead: '', sections: [] }
    expect(enrich(nothing)).toMatchObject({ mentions: [], candidates: [], topics: [] })
  })
})

describe('the language of an article', () => {
  it.each([
    ['en', 'Ministers meet in Brussels to speak about the price of gas and of wheat.'],
    [
      'de',
      'Die Minister treffen sich in Brüssel, um über den Preis von Gas und Weizen zu sprechen.',
    ],
    ['fr', 'Les ministres se réunissent à Bruxelles pour parler du prix du gaz et du blé.'],
    ['und', '2024: 3-1 (1-0)'],
  ])('is %s for "%s"', (language, lead) => {
    expect(enrich({ headline: '', lead, sections: [] }).language).toBe(language)
  })

  it('is what the source states, unless the text clearly speaks otherwise', () => {
    const of = (lead: string, language: string) =>
      enrich({ headline: '', lead, sections: [], language }).language
    expect(of('Gas, Weizen, Brot.', 'de-AT')).toBe('de')
    expect(of('Die Minister treffen sich, um über den Preis von Gas zu sprechen.', 'en')).toBe('de')
  })
})
