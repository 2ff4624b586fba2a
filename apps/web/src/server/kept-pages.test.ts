import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'

import { keepPages, keyOfPage } from './kept-pages.ts'
import type { Page } from './kept-pages.ts'

function page(html: string): Page {
  return { headers: {}, html }
}

describe('pages that are kept', () => {
  it('are made once for all who ask at once, and for those who ask later', async () => {
    const pages = keepPages()
    let made = 0
    const make = async () => {
      made += 1
      return page('one')
    }
    const both = [pages.getOrMake('/', 'here', make), pages.getOrMake('/', 'here', make)]
    expect(await Promise.all(both)).toEqual([page('one'), page('one')])
    expect(await pages.getOrMake('/', 'here', make)).toEqual(page('one'))
    expect(made).toBe(1)
  })

  it('are made anew once something was written', async () => {
    const pages = keepPages()
    await pages.getOrMake('/', 'here', async () => page('old'))
    expect(await pages.getOrMake('/', 'there', async () => page('new'))).toEqual(page('new'))
  })

  it('are made by each for themselves where the first one failed or has nothing to keep', async () => {
    const pages = keepPages()
    const failing = pages.getOrMake('/', 'here', () => Promise.reject(new Error('no')))
    const waiting = pages.getOrMake('/', 'here', async () => page('own'))
    await expect(failing).rejects.toThrow('no')
    expect(await waiting).toEqual(page('own'))
  })
})

function request(url: string, headers: Record<string, string> = {}, method = 'GET') {
  return { method, url, headers: { host: 'news.example', ...headers } } as IncomingMessage & {
    method: string
  }
}

describe('the key of a page', () => {
  it.each([
    ['/'],
    ['/?actor=nato'],
    ['/articles/0190a0a0-0000-7000-8000-000000000000'],
    ['/actors/nato?span=all'],
    ['/trending'],
    ['/search?q=nato'],
  ])('is there for %s', (url) => {
    expect(keyOfPage(request(url))).not.toBeNull()
  })

  it.each([
    ['what changes something', request('/', {}, 'POST')],
    ['somebody who is signed in', request('/', { cookie: 'courant-session=a' })],
    ['somebody with a cookie of another kind', request('/', { cookie: 'courant-theme=dark; x=y' })],
    ['a program with a key', request('/', { authorization: 'Bearer ck_a' })],
    ['what Next asks of itself', request('/', { rsc: '1' })],
    ['settings', request('/settings/appearance')],
    ['sources', request('/sources')],
    ['the revisions of an article', request('/articles/1/revisions')],
  ])('is none for %s', (_what, asked) => {
    expect(keyOfPage(asked)).toBeNull()
  })

  it('differs by address, host, language and looks, and by nothing else', () => {
    const keys = [
      request('/'),
      request('/?actor=nato'),
      request('/', { host: 'other.example' }),
      request('/', { 'accept-language': 'de' }),
      request('/', { cookie: 'courant-theme=dark' }),
    ].map(keyOfPage)
    expect(new Set(keys).size).toBe(5)
    const [dark, sameDark] = [
      request('/', { cookie: 'courant-theme=dark; courant-density=compact', 'user-agent': 'a' }),
      request('/', { cookie: 'courant-density=compact; courant-theme=dark', 'user-agent': 'b' }),
    ].map(keyOfPage)
    expect(dark).toBe(sameDark)
  })
})
