import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

import { createGroups } from './groups.ts'
import { type ArticleFacts, matches } from './predicate.ts'
import { requiredIds } from './required-ids.ts'
import type { ResolvedFilter } from './resolve.ts'

const anything: ResolvedFilter = {
  actors: { all: [], any: null, none: [] },
  topics: { all: [], any: null, none: [] },
  sources: { all: [], any: null, none: [] },
  stories: { all: [], any: null, none: [] },
  salience: null,
  text: null,
  languages: null,
  publishedAfter: null,
  publishedBefore: null,
  AND: [],
  OR: null,
  NOT: null,
}
const none = { all: [], any: null, none: [] }
const actors = (set: object): ResolvedFilter => ({ ...anything, actors: { ...none, ...set } })
const topics = (set: object): ResolvedFilter => ({ ...anything, topics: { ...none, ...set } })

describe('the ids that a filter requires', () => {
  it.each<[string, ResolvedFilter, string[] | null]>([
    ['none for every article', anything, null],
    ['one of several that must all be there', actors({ all: ['nato', 'eu'] }), ['nato']],
    ['each of several alternatives', actors({ any: ['nato', 'eu'] }), ['nato', 'eu']],
    ['none for what must not be there', actors({ none: ['nato'] }), null],
    [
      'an actor before a topic',
      { ...topics({ all: ['war'] }), actors: { ...none, all: ['nato'] } },
      ['nato'],
    ],
    [
      'one topic before two actors',
      { ...topics({ all: ['war'] }), actors: { ...none, any: ['nato', 'eu'] } },
      ['war'],
    ],
    ['those of a part', { ...anything, AND: [anything, topics({ all: ['war'] })] }, ['war']],
    [
      'those of every alternative',
      { ...anything, OR: [actors({ all: ['nato'] }), topics({ all: ['war'] })] },
      ['nato', 'war'],
    ],
    [
      'none when one alternative has none',
      { ...anything, OR: [actors({ all: ['nato'] }), anything] },
      null,
    ],
    ['an impossible one for no alternative', { ...anything, OR: [] }, []],
    ['none for a negation', { ...anything, NOT: actors({ all: ['nato'] }) }, null],
  ])('are %s', (_, filter, ids) => {
    expect(requiredIds(filter)).toEqual(ids)
  })
})

describe('subscription groups', () => {
  const ids = ['a', 'b', 'c', 'd']
  const set = fc.record({
    all: fc.subarray(ids, { maxLength: 2 }),
    any: fc.option(fc.subarray(ids), { nil: null }),
    none: fc.subarray(ids, { maxLength: 1 }),
  })
  const filtersOfDepth = (depth: number): fc.Arbitrary<ResolvedFilter> => {
    const parts =
      depth === 0
        ? fc.constant<ResolvedFilter[]>([])
        : fc.array(filtersOfDepth(depth - 1), { maxLength: 2 })
    return fc.record({
      actors: fc.oneof(fc.constant(none), set),
      topics: fc.oneof(fc.constant(none), set),
      sources: fc.constant(none),
      stories: fc.oneof(fc.constant(none), set),
      salience: fc.constantFrom('ABOUT', 'MENTIONED', null),
      text: fc.constant(null),
      languages: fc.option(fc.subarray(['en', 'de']), { nil: null }),
      publishedAfter: fc.constant(null),
      publishedBefore: fc.constant(null),
      AND: parts,
      OR: fc.option(parts, { nil: null }),
      NOT: parts.map(([part]) => part ?? null),
    })
  }
  const filter = filtersOfDepth(2)
  const facts: fc.Arbitrary<ArticleFacts> = fc.record({
    actorIds: fc.subarray(ids).map((some) => new Set(some)),
    aboutIds: fc.subarray(ids).map((some) => new Set(some)),
    topicIds: fc.subarray(ids).map((some) => new Set(some)),
    storyIds: fc.subarray(ids, { maxLength: 1 }).map((some) => new Set(some)),
    words: fc.constant(null),
    sourceId: fc.constant('source'),
    language: fc.constant('en'),
    publishedAt: fc.constant(new Date(0)),
  })

  it('are found through the index exactly when their filter matches', () => {
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 8 }),
        fc.array(facts, { minLength: 1, maxLength: 3 }),
        (filters, articles) => {
          const groups = createGroups<number>()
          filters.forEach((each, n) => groups.join(each, n))
          // So often that groups are moved.
          for (let round = 0; round < 40; round += 1) {
            for (const article of articles) {
              const found = groups.matching(article).flatMap(({ members }) => [...members])
              const expected = filters.flatMap((each, n) => (matches(each, article) ? [n] : []))
              expect(found.toSorted()).toEqual(expected)
            }
          }
        },
      ),
    )
  })

  it('are asked no more for what most articles bear, where they require something rarer', () => {
    const rare = actors({ any: ['rare', 'rarer'] })
    const filter: ResolvedFilter = { ...rare, topics: { ...none, all: ['common'] } }
    const groups = createGroups<number>()
    groups.join(filter, 1)
    const article = (...actorIds: string[]): ArticleFacts => ({
      actorIds: new Set(actorIds),
      aboutIds: new Set(),
      topicIds: new Set(['common']),
      storyIds: new Set(),
      words: null,
      sourceId: 's',
      language: 'en',
      publishedAt: new Date(0),
    })
    const bring = (times: number) => {
      for (let n = 0; n < times; n += 1) groups.matching(article('other'))
    }
    const compared = vi.spyOn(filter.actors.all, 'every')
    bring(100)
    compared.mockClear()
    bring(100)
    expect(compared).not.toHaveBeenCalled()
    expect(groups.matching(article('rarer')).map(({ members }) => [...members])).toEqual([[1]])
    expect(compared).toHaveBeenCalled()
  })

  it('are shared by members with equal filters, and gone with the last of them', () => {
    const groups = createGroups<string>()
    const article = {
      actorIds: new Set(['nato']),
      aboutIds: new Set<string>(),
      topicIds: new Set<string>(),
      storyIds: new Set<string>(),
      words: null,
      sourceId: 's',
      language: 'en',
      publishedAt: new Date(0),
    }
    const joined = [
      groups.join(actors({ all: ['nato'] }), 'first'),
      groups.join(actors({ all: ['nato'] }), 'second'),
    ]
    expect(groups.matching(article).map(({ members }) => [...members])).toEqual([
      ['first', 'second'],
    ])
    joined[0]?.leave()
    joined[0]?.leave()
    expect(groups.matching(article).map(({ members }) => [...members])).toEqual([['second']])
    joined[1]?.leave()
    expect(groups.matching(article)).toEqual([])
    groups.join(actors({ all: ['nato'] }), 'third')
    expect(groups.matching(article).map(({ members }) => [...members])).toEqual([['third']])
  })
})
