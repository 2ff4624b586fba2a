import { describe, expect, it } from 'vitest'

import { isKept, isNamedByContent, isPage } from './addresses.ts'

const at = (address: string) => new URL(address, 'https://news.example')

describe('an address', () => {
  it.each([
    ['/', true],
    ['/?actor=nato&cursor=abc', true],
    ['/articles/0190a0a0-0000-7000-8000-000000000000', true],
    ['/articles/0190a0a0-0000-7000-8000-000000000000/revisions', false],
    ['/actors/nato', true],
    ['/topics/sport', true],
    ['/stories/1', true],
    ['/trending?window=week', true],
    ['/settings', false],
    ['/settings/keys', false],
    ['/sign-in?next=/', false],
    ['/welcome?invitation=secret', false],
    ['/sources/add', false],
    ['/graphql?query={articles{nodes{id}}}', false],
    ['/search?q=somebody', false],
  ])('%s may be kept: %s', (address, kept) => {
    expect(isKept(at(address))).toBe(kept)
  })

  it.each([
    ['/settings', true],
    ['/playground', true],
    ['/graphql', false],
    ['/feeds/articles.rss', false],
    ['/opml', false],
    ['/_next/static/a.js', false],
  ])('%s is a page: %s', (address, page) => {
    expect(isPage(at(address))).toBe(page)
  })

  it.each([
    ['/_next/static/css/a.css', true],
    ['/client/main-1.js', true],
    ['/icon.svg', false],
    ['/', false],
  ])('%s never changes: %s', (address, named) => {
    expect(isNamedByContent(at(address))).toBe(named)
  })
})
