import { describe, expect, it } from 'vitest'

import { feedHref, feedsOf, queryOf, readFeedAddress } from './feed-address.ts'

describe('the address of a feed page', () => {
  it('holds filter, paging and what is being looked for', () => {
    expect(readFeedAddress('actor=nato&actor=ukraine&cursor=abc&find=+europe+&utm=x')).toEqual({
      filter: { actors: { all: ['nato', 'ukraine'] } },
      cursor: 'abc',
      cursorBefore: null,
      find: 'europe',
      withMuted: false,
      unread: false,
    })
  })

  it('is read from what Next makes of a query string', () => {
    expect(queryOf({ actor: ['nato', 'ukraine'], find: 'a b', cursor: undefined })).toBe(
      'actor=nato&actor=ukraine&find=a+b',
    )
  })

  it('of everything, newest first, is the front page', () => {
    expect(feedHref({})).toBe('/')
  })

  it('leads back to what it was made from', () => {
    const address = {
      filter: { topics: { none: ['sport'] } },
      cursorBefore: 'a b',
      withMuted: true,
      unread: true,
    }
    expect(readFeedAddress(feedHref(address).slice(2))).toMatchObject(address)
  })
})

describe('a feed page leads to the same articles as a feed', () => {
  it.each([
    ['of everything', {}, '/feeds/articles.rss'],
    ['of a filter', { actors: { all: ['a&b'] } }, '/feeds/articles.rss?actor=a%26b'],
  ])('%s', (_, filter, address) => {
    expect(feedsOf(filter)['application/rss+xml']).toBe(address)
  })
})
