import { describe, expect, it } from 'vitest'

import { readPayloads } from '../sets/payloads.ts'
import { partsOf, programsIn } from './programs.ts'
import { measureSafety, type Read } from './safety.ts'

const payloads = JSON.stringify([
  { title: 'a script', payload: '<script>stealCookies()</script>Hello' },
  { payload: '<a href="javascript:stealCookies()">Hello</a>' },
  { title: 'nothing' },
])

const valueOf = (read?: Read) => {
  const { rows, misses } = measureSafety(payloads, 'payloads.json', read)
  return [...rows.map(({ value }) => value), misses.length]
}

describe('payloads', () => {
  it('are those that hold something', () => {
    expect(readPayloads(payloads)).toEqual([
      { title: 'a script', markup: '<script>stealCookies()</script>Hello' },
      { title: 'payload 2', markup: '<a href="javascript:stealCookies()">Hello</a>' },
    ])
    expect(() => measureSafety('[]', 'payloads.json')).toThrow('payloads.json')
  })

  it('do no harm in any field of any format', () => {
    const [safe, unsafe, documents, articles] = valueOf()
    expect([safe, unsafe, documents]).toEqual([1, 0, 2 * 5 * 8])
    expect(articles).toBeGreaterThan(60)
  })
})

const article = {
  guid: null,
  url: null,
  headline: 'Hello',
  lead: '',
  byline: null,
  publishedAt: null,
  language: null,
  imageUrl: null,
  categories: [],
  sections: [],
  takeaways: [],
}

it.each<[string, Partial<typeof article> | { url: string } | { imageUrl: string }, number]>([
  ['an address of another scheme', { url: 'javascript:alert(1)' }, 80],
  ['a picture of another scheme', { imageUrl: 'data:image/svg+xml,' }, 80],
  ['an address with a control in it', { url: 'https://news.example/\u{1}' }, 80],
  ['NUL in a text', { lead: 'a\u{0}' }, 80],
  ['half a character', { headline: '\u{D800}' }, 80],
  // One of the two has a script, in the 5, 5, 3 and 1 fields that are HTML.
  ['the text of a program', { lead: 'stealCookies ()' }, 14],
])('%s is unsafe', (_case, own, unsafe) => {
  expect(valueOf(() => [{ ...article, ...own }])[1]).toBe(unsafe)
})

describe('the text of a program', () => {
  it.each([
    ['is what stands in it', '<script>stealCookies()</script>', 'stealCookies()', 1],
    ['or in a style', '<style>@import url(x)</style>', 'See @import url(x)', 1],
    ['in a drawing, too', '<svg><style>@import url(x)</style></svg>', '@import url(x)', 1],
    ['unless it is also shown', '<script>Hello you</script>Hello you', 'Hello you', 0],
    ['and is not what it merely begins with', '<script>stealCookies()</script>', 'steal', 0],
  ])('%s', (_case, html, text, found) => {
    expect(programsIn(text, partsOf(html))).toHaveLength(found)
  })
})
