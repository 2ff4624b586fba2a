import { expect, it } from 'vitest'

import type { ArticleStates } from './load-states.ts'
import { withoutMuted } from './without-muted.ts'

const nato = { id: 'e1', slug: 'nato', name: 'NATO' }
const sport = { id: 't1', slug: 'sport', label: 'Sport' }
const edges = ['a', 'b', 'c'].map((id) => ({ node: { id } }))
const states: ArticleStates = new Map(
  [
    { articleId: 'a', mutedBy: [] },
    { articleId: 'b', mutedBy: [nato, sport] },
    { articleId: 'c', mutedBy: [sport] },
  ].map((state) => [state.articleId, { ...state, read: state.articleId !== 'b', saved: false }]),
)
const page = (address: Partial<Parameters<typeof withoutMuted>[2]>, known = states) => {
  const { shown, hidden } = withoutMuted(edges, known, {
    filter: {},
    withMuted: false,
    unread: false,
    ...address,
  })
  return [shown.map(({ id }) => id).join(''), hidden.count, hidden.by.map(({ slug }) => slug)]
}

it('leaves out what the reader mutes, and says what that is', () => {
  expect(page({})).toEqual(['a', 2, ['nato', 'sport']])
})

it('leaves out nothing where nobody is signed in', () => {
  expect(page({}, new Map())).toEqual(['abc', 0, []])
})

it('never hides what is asked for', () => {
  expect(page({ filter: { topics: { any: ['sport'] } } })).toEqual(['ac', 1, ['nato']])
  expect(page({ filter: { topics: { none: ['sport'] } } })).toEqual(['a', 2, ['nato', 'sport']])
})

it('shows all on demand, and still says what is muted', () => {
  expect(page({ withMuted: true })).toEqual(['abc', 0, ['nato', 'sport']])
})

it('leaves out what the reader has read, where they want that', () => {
  const address = { filter: {}, withMuted: false, unread: true }
  expect(withoutMuted(edges, states, address).hidden).toMatchObject({ count: 2, read: 1 })
  const all = withoutMuted(edges, states, { ...address, withMuted: true })
  expect([all.shown, all.hidden.count, all.hidden.read]).toEqual([[{ id: 'b' }], 0, 2])
  expect(withoutMuted(edges, new Map(), address).shown).toHaveLength(3)
})
