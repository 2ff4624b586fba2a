import { describe, expect, test } from 'vitest'

import { parseLinkHeader } from './link-header.ts'

const hub = { href: 'https://hub.example/', rels: ['hub'] }
const self = { href: 'https://gazette.example/feed', rels: ['self'] }

describe('a Link header', () => {
  test.each([
    ['one link', '<https://hub.example/>; rel="hub"', [hub]],
    [
      'two in one header, or in two that were joined',
      '<https://hub.example/>; rel="hub", <https://gazette.example/feed>; rel="self"',
      [hub, self],
    ],
    ['a relation without quotes', '<https://hub.example/>;rel=hub', [hub]],
    ['other parameters around it', '<https://hub.example/>; title="x"; rel=hub; type="a/b"', [hub]],
    ['names and relations in capitals', '<https://hub.example/>; REL="HUB"', [hub]],
    [
      'several relations',
      '</>; rel="Hub  https://rel.example/x"',
      [{ href: '/', rels: ['hub', 'https://rel.example/x'] }],
    ],
    ['white space in plenty', ' < https://hub.example/ > ;\t rel = "hub" ,, ', [hub]],
    ['commas, semicolons and a relation within quotes', '</a>; title="x, y; rel=hub"', []],
    [
      'an escaped quote',
      '</a>; title="say \\"rel=self\\""; rel="next"',
      [{ href: '/a', rels: ['next'] }],
    ],
    [
      'a comma in the address',
      '<https://hub.example/a,b>; rel=hub',
      [{ href: 'https://hub.example/a,b', rels: ['hub'] }],
    ],
    ['the first relation of two', '<https://hub.example/>; rel=hub; rel=self', [hub]],
    ['a link about another document', '<https://hub.example/>; rel=hub; anchor="/other"', []],
    ['a link without a relation', '<https://hub.example/>', []],
    ['nothing', '', []],
  ])('%s', (_case, header, expected) => {
    expect(parseLinkHeader(header)).toEqual(expected)
  })

  test.each([
    ['a semicolon missing', '<https://hub.example/> rel="hub", ', [hub]],
    ['a link that is none', 'https://x; rel="hub", <https://hub.example/>; rel="hub"', [hub]],
    ['a quote that does not end', '<https://hub.example/>; rel="hub', [hub]],
    ['an address that does not end', '<https://hub.example/; rel="hub"', []],
    [
      'a comma missing',
      '<https://hub.example/>; rel="hub" <https://gazette.example/feed>; rel=self',
      [hub, self],
    ],
  ])('with %s tells what can be told', (_case, header, expected) => {
    expect(parseLinkHeader(header)).toEqual(expected)
  })

  test('of the largest size is read at once, whatever is in it', () => {
    for (const part of [
      '<',
      '<>',
      '<a>;"',
      '<a>;x="\\',
      '<a>; a=',
      '"',
      'a',
      ' ',
      ',<a>; rel=hub',
    ]) {
      const header = `<a>; ${part.repeat(16_384 / part.length)}`
      expect(() => parseLinkHeader(header)).not.toThrow()
    }
  })
})
