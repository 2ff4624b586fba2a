import { describe, expect, it } from 'vitest'

import { story } from '../article.ts'
import { type GroupDuplicates, measureDuplicates } from './duplicates.ts'
import { isSameText } from './same-text.ts'

const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(' ')

describe('two articles are the same text', () => {
  const text = words(0, 100)

  it.each([
    ['if nothing differs', text, text, true],
    ['if one is the first half of the other', text, words(0, 50), true],
    ['if nine tenths stand in both', text, words(10, 110), true],
    ['not if half does', text, words(50, 150), false],
    ['not if the order differs', text, text.split(' ').toReversed().join(' '), false],
    ['not if there is none', '', '', false],
  ])('%s', (_, a, b, same) => {
    expect(isSameText(story('Mills', [a]), story('Bakers', [b]))).toBe(same)
  })

  it('not if an agency filled in a form for two companies', () => {
    const form = [words(0, 40)]
    expect(isSameText(story('Mill <ML> pays', form), story('Bakery <BK> pays', form))).toBe(false)
    expect(isSameText(story('Mill <ML> pays', form), story('Mill <ML> to pay', form))).toBe(true)
  })
})

describe('grouping', () => {
  const articles = Array.from({ length: 12 }, (_, i) => {
    const paragraphs = [0, 1, 2, 3, 4, 5, 6].map((p) =>
      words(i * 1000 + p * 20, i * 1000 + p * 20 + 20),
    )
    return story(`Report ${i}`, paragraphs)
  })
  const figures = (group: GroupDuplicates) =>
    Object.fromEntries(
      measureDuplicates(articles, group).rows.map(({ what, value }) => [what, value]),
    )

  it('everything as one has all copies, and pairs as wrong as they are', () => {
    const of = figures((all) => all.map(() => 0))
    expect(of).toMatchObject({
      'precision of pairs': 0,
      'pairs found': 66,
      'recall of edited copies': 1,
    })
  })

  it('is judged by the texts', () => {
    const again = [...articles, ...articles.slice(0, 2)]
    const groups = [0, 1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1]
    const { rows, misses } = measureDuplicates(again, (all) => all.map((_, i) => groups[i] ?? i))
    expect(rows[0]?.value).toBe(2 / 3)
    expect(misses[0]?.subject).toBe('Report 2 | Report 3')
  })

  it('word by word has every edited copy and no pair', () => {
    const of = figures((all) => all.map((one) => all.findIndex((other) => isSameText(one, other))))
    expect(of).toMatchObject({
      'pairs found': 0,
      'recall of edited copies': 1,
      'recall, typography': 1,
    })
  })
})
