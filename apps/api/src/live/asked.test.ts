import { parse } from 'graphql'
import { expect, it } from 'vitest'

import { keyOfResult } from './asked.ts'

const follow =
  parse(`subscription ($filter: ArticleFilter, $after: String, $many: Int, $brief: Boolean!) {
  articleAdded(filter: $filter, after: $after) @include(if: $brief) {
    article { related(first: $many) { score } ...Text }
  }
}
fragment Text on Article { lead @skip(if: $brief) }`)

const key = (variableValues: Record<string, unknown>, document = follow) =>
  keyOfResult({ document, variableValues })
const usual = { filter: { languages: ['en'] }, after: 'a', many: 3, brief: true }

it.each([
  ['another filter', { filter: { actors: { all: ['nato'] } } }],
  ['another cursor', { after: 'b' }],
])('%s leaves the result as it is', (_, own) => {
  expect(key({ ...usual, ...own })).toBe(key(usual))
})

it.each([
  ['a variable below the field', { many: 4 }],
  ['a variable of a directive', { brief: false }],
])('%s makes another result', (_, own) => {
  expect(key({ ...usual, ...own })).not.toBe(key(usual))
})

it('another document makes another result', () => {
  const other = parse('subscription { articleAdded { cursor } }')
  expect(key(usual, other)).not.toBe(key(usual))
})

it('a field in a fragment counts whole', () => {
  const spread = parse(`subscription ($after: String) { ...Added }
    fragment Added on Subscription { articleAdded(after: $after) { cursor } }`)
  expect(key({ after: 'a' }, spread)).not.toBe(key({ after: 'b' }, spread))
})
