import { expect, it } from 'vitest'

import { readAddressInput } from './address-input.ts'

it.each([
  ['https://example.org/feed.xml?a=1', 'https://example.org/feed.xml?a=1'],
  ['  www.example.org ', 'https://www.example.org/'],
  ['example.org/news', 'https://example.org/news'],
  ['HTTP://Example.org', 'http://example.org/'],
  ['127.0.0.1:8080', 'https://127.0.0.1:8080/'],
  ['http://localhost:8080/feed', 'http://localhost:8080/feed'],
  ['http://[::1]:8080/', 'http://[::1]:8080/'],
  ['müller.example', 'https://xn--mller-kva.example/'],
  ['', null],
  ['   ', null],
  ['hello', null],
  ['two words.example', null],
  ['javascript:alert(1)', null],
  ['mailto:desk@example.org', null],
  ['file:///etc/passwd', null],
  ['ftp://example.org', null],
  ['https://name:secret@example.org/', null],
  ['https://', null],
])('%j is read as %j', (typed, address) => {
  expect(readAddressInput(typed)).toBe(address)
})
