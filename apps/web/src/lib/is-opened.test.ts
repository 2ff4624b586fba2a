import { expect, it } from 'vitest'

import { isOpened } from './is-opened.ts'

it.each<[string, string, Record<string, string>, boolean]>([
  ['a page that is asked for by its address', 'GET', { 'Sec-Fetch-Mode': 'navigate' }, true],
  ['a browser that does not say what for', 'GET', {}, true],
  ['a page that a script swaps in', 'GET', { 'Sec-Fetch-Mode': 'cors', 'Courant-Swap': '1' }, true],
  ['a page that a script keeps for later', 'GET', { 'Sec-Fetch-Mode': 'cors' }, false],
  [
    'a page that is fetched ahead',
    'GET',
    { 'Sec-Fetch-Mode': 'navigate', 'Sec-Purpose': 'prefetch;prerender' },
    false,
  ],
  ['an older browser that fetches ahead', 'GET', { Purpose: 'prefetch' }, false],
  ['a form', 'POST', { 'Sec-Fetch-Mode': 'navigate' }, false],
])('%s: %s %j is opened: %s', (_, method, headers, expected) => {
  expect(isOpened({ method, headers: new Headers(headers) })).toBe(expected)
})
