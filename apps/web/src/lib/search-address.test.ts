import { describe, expect, it } from 'vitest'

import { readSearchAddress, searchHref } from './search-address.ts'

describe('the address of a search', () => {
  it.each([
    ['', { text: '', after: null, before: null }],
    ['q=+interest+rates+', { text: 'interest rates', after: null, before: null }],
    ['q=a&after=x%2By&before=', { text: 'a', after: 'x+y', before: null }],
    ['q=a%00b', { text: 'ab', after: null, before: null }],
  ])('"%s" is read', (query, address) => {
    expect(readSearchAddress(query)).toEqual(address)
  })

  it.each([
    [{}, '/search'],
    [{ text: 'a & b' }, '/search?q=a+%26+b'],
    [{ text: 'a', before: 'x+y' }, '/search?q=a&before=x%2By'],
  ])('%o has the address %s', (address, href) => {
    expect(searchHref(address)).toBe(href)
  })
})
