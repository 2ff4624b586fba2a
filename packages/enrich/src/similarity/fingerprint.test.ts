import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fingerprint, groupDuplicates, isSameText } from '../index.ts'

const report = `The harbour of Tarnhaven was closed on Thursday after a crane fell into the northern basin.
Nobody was hurt, the harbour master said, but two ferries had to turn back and 14 freighters wait outside.
Divers are to look at the crane today. It weighs 90 tonnes and lies across the channel that the ferries take.
The operator had the crane inspected in March. A spokeswoman said that the wind had been within its limits.
Fishermen were told to use the old pier until the basin is open again, which may take until the weekend.`

const article = (text: string, headline = 'Crane falls into the harbour') => {
  const [lead = '', ...paragraphs] = text.split('\n')
  return { headline, lead, sections: [{ crosshead: null, paragraphs }] }
}
const printOf = (text: string) => fingerprint(article(text))

describe('two articles with the same text', () => {
  it.each([
    ['as it is', report],
    ['in other paragraphs', report.replaceAll('\n', ' ')],
    ['in capitals and typographic marks', report.toUpperCase().replaceAll("'", '’')],
    ['with a dateline before it', `TARNHAVEN (Northgate Wire) - ${report}`],
    ['with a sentence cut off', report.slice(0, report.lastIndexOf('\n'))],
    ['with a typo mended', report.replace('freighters', 'cargo ships')],
  ])('are found: %s', (_case, text) => {
    expect(isSameText(printOf(report), printOf(text))).toBe(true)
    expect(printOf(text).bands.some((band) => printOf(report).bands.includes(band))).toBe(true)
  })

  it('are found in Chinese, which has no spaces', () => {
    const text =
      '港口周四关闭,因为一台起重机掉进了北部港池。港务长说没有人受伤,但两艘渡轮不得不返回。潜水员今天将检查起重机。'
    expect(isSameText(printOf(text), printOf(`塔恩港讯 ${text}`))).toBe(true)
  })
})

describe('two articles with different texts', () => {
  it.each([
    [
      'a report of the same event in other words',
      `A crane has toppled into the water at Tarnhaven, shutting the port to ferries and cargo ships alike.
The accident in the northern basin left nobody injured. According to the harbour master, 14 ships are waiting.
The 90-tonne crane blocks the channel. Divers want to see today how it can be lifted, and when.`,
    ],
    [
      'a report by the same template with other numbers',
      report.replace('14', '3').replace('90', '25'),
    ],
    ['half of it', report.slice(0, report.length / 2)],
  ])('are kept apart: %s', (_case, text) => {
    expect(isSameText(printOf(report), printOf(text))).toBe(false)
  })

  it('are kept apart where they are too short to tell', () => {
    const text = 'Read the whole report in our paper tomorrow.'
    expect(isSameText(printOf(text), printOf(text))).toBe(false)
    expect(printOf(text).bands).toEqual([])
  })
})

describe('groups of the same text', () => {
  const dated = (text: string, day: number) => ({
    ...article(text),
    publishedAt: new Date(Date.UTC(2026, 2, day)),
  })

  it('are named by their first article', () => {
    const other = article(report.replaceAll(/[aeiou]/g, 'o'))
    expect(
      groupDuplicates([article(report), other, article(`${report} More follows.`), other]),
    ).toEqual([0, 1, 0, 1])
  })

  it('do not hold what is printed again after weeks, such as a weekly table', () => {
    expect(groupDuplicates([dated(report, 1), dated(report, 5), dated(report, 25)])).toEqual([
      0, 0, 2,
    ])
  })
})

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 80 }))

describe('a fingerprint', () => {
  it('is the same every time, whatever the text holds, and has a band for each 4 of 64 hashes or none', () => {
    fc.assert(
      fc.property(anything, fc.array(anything), (lead, paragraphs) => {
        const text = { headline: '', lead, sections: [{ crosshead: null, paragraphs }] }
        const print = fingerprint(text)
        expect(fingerprint(text)).toEqual(print)
        expect([0, 16]).toContain(print.bands.length)
        for (const band of print.bands) expect(band >>> 0).toBe(band)
      }),
    )
  })

  it('of a text of which one word was changed shares a band with the text, and is the same text', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 80, maxLength: 160 }),
        fc.nat(),
        (words, at) => {
          const changed = words.with(at % words.length, 'anotherword')
          const [a, b] = [printOf(words.join(' ')), printOf(changed.join(' '))]
          expect(b.bands.some((band) => a.bands.includes(band))).toBe(true)
          expect(isSameText(a, b)).toBe(true)
        },
      ),
    )
  })
})
