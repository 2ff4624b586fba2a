import { expect, it } from 'vitest'

import { isOpened } from './is-opened.ts'

it.each<[string, string, Record<string, string>, boolean]>([
  ['a page that is asked for by its address', 'GET', { 'Sec-Fetch-Dest': 'document' }, true],
  ['a browser that does not say what for', 'GET', {}, true],
  [
    'a page that a script swaps in',
    'GET',
    { 'Sec-Fetch-Dest': 'empty', 'HX-Request': 'true' },
    true,
  ],
  ['a page that a script keeps for later', 'GET', { 'Sec-Fetch-Dest': 'empty' }, false],
  [
    'a page that is fetched ahead',
    'GET',
    { 'Sec-Fetch-Dest': 'document', 'Sec-Purpose': 'prefetch;prerender' },
    false,
  ],
  ['an older browser that fetches ahead', 'GET', { Purpose: 'prefetch' }, false],
  ['a form', 'POST', { 'Sec-Fetch-Dest': 'document' }, false],
])('%s: %s %j is opened: %s', (_, method, headers, expected) => {
  expect(isOpened({ method, headers: new Headers(headers) })).toBe(expected)
})
