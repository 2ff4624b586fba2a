import { expect, test } from 'vitest'

import { canonicalUrl, withoutTracking } from './canonical-url.ts'

test.each([
  ['an address without parameters stays', 'https://news.example/a', 'https://news.example/a'],
  [
    'so do parameters that name the page',
    'https://news.example/a?id=7&page=2',
    'https://news.example/a?id=7&page=2',
  ],
  [
    'in their order and spelling',
    'https://news.example/?b=%7e&a=x+y&b',
    'https://news.example/?b=%7e&a=x+y&b',
  ],
  [
    'campaigns go',
    'https://news.example/a?utm_source=rss&id=7&utm_medium=feed',
    'https://news.example/a?id=7',
  ],
  [
    'all of them, and the question mark',
    'https://news.example/a?utm_source=rss',
    'https://news.example/a',
  ],
  ['click ids go', 'https://news.example/a?fbclid=x&gclid=y&msclkid=z', 'https://news.example/a'],
  ['whatever their case', 'https://news.example/a?UTM_Source=rss', 'https://news.example/a'],
  ['newsletters go', 'https://news.example/a?mc_cid=1&mc_eid=2&_hsenc=3', 'https://news.example/a'],
  [
    'campaigns of publishers go',
    'https://news.example/a?at_medium=RSS&wt_mc=rss.beitrag',
    'https://news.example/a',
  ],
  [
    'names that only begin alike stay',
    'https://news.example/a?itoken=1&utmost=2',
    'https://news.example/a?itoken=1&utmost=2',
  ],
  ['the fragment goes', 'https://news.example/a#comments', 'https://news.example/a'],
  ['host and port take their usual form', 'HTTPS://News.Example:443/A', 'https://news.example/A'],
  ['an empty query goes', 'https://news.example/a?', 'https://news.example/a'],
])('%s', (_case, address, expected) => {
  expect(canonicalUrl(address)).toBe(expected)
})

test('what readers follow keeps its fragment', () => {
  expect(withoutTracking('https://news.example/a?utm_source=rss#v2')).toBe(
    'https://news.example/a#v2',
  )
})
