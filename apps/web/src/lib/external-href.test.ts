import { expect, it } from 'vitest'

import { externalHref } from './external-href.ts'

it.each([
  ['an address on the web', 'https://news.example/a?b#c', 'https://news.example/a?b#c'],
  ['without encryption', 'http://news.example/', 'http://news.example/'],
  ['a script', 'javascript:alert(1)', null],
  ['a script behind spaces and capitals', ' JavaScript:alert(1)', null],
  ['a script cut by a line break', 'java\nscript:alert(1)', null],
  ['a document in the address', 'data:text/html,<script>alert(1)</script>', null],
  ['a path on this site', '/playground', null],
  ['nothing', null, null],
])('%s', (_sentence, address, expected) => {
  expect(externalHref(address)).toBe(expected)
})
