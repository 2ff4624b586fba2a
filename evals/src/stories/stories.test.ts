import { describe, expect, it } from 'vitest'

import { story } from '../article.ts'
import { measureDuplicates } from './duplicates.ts'
import { isSameText } from './same-text.ts'

const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(' ')

describe('two articles are the same text', () => {
  const text = words(0, 100)

  it.each([
    ['if nothing differs', text, text, true],
    ['if one is the first half of the other', text, words(0, 50), true],
    ['if three quarters stand in both', text, words(25, 125), true],
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

describe('a finder', () => {
  const articles = Array.from({ length: 12 }, (_, i) =>
    story(
      `Report ${i}`,
      [0, 1, 2, 3, 4, 5, 6].map((p) => words(i * 1000 + p * 20, i * 1000 + p * 20 + 20)),
    ),
  )
  const figures = (find: Parameters<typeof measureDuplicates>[1]) =>
    Object.fromEntries(
      measureDuplicates(articles, find).rows.map(({ what, value }) => [what, value]),
    )

  it('that finds every pair is as precise as there are duplicates', () => {
    const of = figures((all) =>
      [...all.keys()].flatMap((i) => [...all.keys()].slice(i + 1).map((j) => [i, j] as const)),
    )
    expect(of).toMatchObject({
      'precision of pairs': 0,
      'pairs found': 66,
      'recall of edited copies': 1,
    })
  })

  it('that finds one text under another is judged by the texts', () => {
    const of = measureDuplicates([...articles, ...articles.slice(0, 3)], () => [
      [0, 12],
      [1, 13],
      [2, 3],
    ])
    expect(of.rows[0]?.value).toBe(2 / 3)
    expect(of.misses[0]?.subject).toBe('Report 2 | Report 3')
  })

  it('that compares word by word finds every edited copy', () => {
    const of = figures((all) =>
      [...all.keys()].flatMap((i) =>
        [...all.keys()].slice(i + 1).flatMap((j) => {
          const [a, b] = [all[i], all[j]]
          return a && b && isSameText(a, b) ? [[i, j] as const] : []
        }),
      ),
    )
    expect(of).toMatchObject({
      'pairs found': 0,
      'recall of edited copies': 1,
      'recall, typography': 1,
    })
  })
})
