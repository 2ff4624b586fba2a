import { Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

import { createSchema } from '../schema.ts'
import { costOf } from './cost.ts'

const schema = createSchema()

function cost(query: string, variables?: Record<string, unknown>): number {
  const document = parse(query)
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.')
  return costOf(schema, document, operation, variables)
}

describe('an operation costs', () => {
  it.each<[string, number, string, Record<string, unknown>?]>([
    ['one, whatever it asks', 1, '{ __typename }'],
    ['one an object', 2, '{ article(id: "a") { id headline lead url } }'],
    ['one an object in an object', 3, '{ article(id: "a") { source { name } } }'],
    ['ten a list', 12, '{ article(id: "a") { topics { score } } }'],
    [
      'ten a list, each with what is in it',
      22,
      '{ article(id: "a") { topics { topic { slug } } } }',
    ],
    ['a hundred a list at the top', 101, '{ sources { slug } }'],
    ['a page of twenty', 22, '{ articles { edges { cursor node { id } } } }'],
    ['a page of the size asked for', 5, '{ articles(first: 3) { edges { node { id } } } }'],
    ['a page from the end', 5, '{ articles(last: 3) { edges { node { id } } } }'],
    ['a page, and nothing where it lies', 2, '{ articles { pageInfo { endCursor } liveCursor } }'],
    [
      'a page of each of a page',
      2 + 3 * (1 + 1 + 1 + 5),
      `{
      articles(first: 3) { edges { node { source { id } story { articles(first: 4) { edges { node { id } } } } } } }
    }`,
    ],
    [
      'by its variables',
      9,
      'query ($n: Int) { articles(first: $n) { edges { node { id } } } }',
      { n: 7 },
    ],
    [
      "by its variables' defaults",
      7,
      'query ($n: Int = 5) { articles(first: $n) { edges { node { id } } } }',
    ],
    [
      'by what is included',
      1,
      'query ($all: Boolean!) { sources @include(if: $all) { slug } }',
      { all: false },
    ],
    [
      'by its fragments',
      22,
      `{ articles { ...A } } fragment A on ArticleConnection {
      edges { ... { node { id } } }
    }`,
    ],
    [
      'of several kinds the dearest',
      12,
      `{ node(id: "a") {
      ... on Article { topics { score } } ... on Source { slug }
    }}`,
    ],
    ['ten more a change', 12, 'mutation { sourceRemove(input: { id: "a" }) { articles } }'],
    ['an event of it', 3, 'subscription { articleAdded { cursor article { headline } } }'],
    [
      'as much as a page may hold at most',
      102,
      '{ articles(first: 9999) { edges { node { id } } } }',
    ],
    ['nothing below nothing', 2, '{ articles(first: -5) { edges { node { id } } } }'],
    [
      'one while its variables are wrong',
      1,
      'query ($n: Int!) { articles(first: $n) { liveCursor } }',
    ],
    ['a little for the schema', 6, '{ __schema { types { name fields { name } } } }'],
  ])('%s: %i', (_, expected, query, variables) => {
    expect(cost(query, variables)).toBe(expected)
  })
})
