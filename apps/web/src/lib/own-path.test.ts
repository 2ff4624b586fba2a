import fc from 'fast-check'
import { expect, it } from 'vitest'

import { ownPath, signInHref } from './own-path.ts'

it.each([
  ['/sources', '/sources'],
  ['/?actor=nato&topic=sport#articles', '/?actor=nato&topic=sport#articles'],
  ['/articles/1 2', '/articles/1%202'],
  ['', '/'],
  [null, '/'],
  ['sources', '/'],
  ['//elsewhere.example', '/'],
  ['///elsewhere.example', '/'],
  [String.raw`/\elsewhere.example`, '/'],
  ['/\t/elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['https://elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
])('%j leads to %j', (address, path) => {
  expect(ownPath(address)).toBe(path)
})

it('whatever is given, a browser stays on the site', () => {
  const odd = fc.string({
    unit: fc.constantFrom('/', '\\', '.', ':', '@', '\t', '\n', 'a', '?', '#'),
  })
  fc.assert(
    fc.property(odd, (text) => {
      const { origin } = new URL(ownPath(`/${text}`), 'https://news.example')
      expect(origin).toBe('https://news.example')
    }),
  )
})

it('one comes back from signing in', () => {
  expect(signInHref('/')).toBe('/sign-in')
  expect(signInHref('/?actor=nato')).toBe('/sign-in?next=%2F%3Factor%3Dnato')
})
