import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { bearing, startTestApi, type TestApi } from '../../api.fixture.ts'
import { expiredKey, keyFor } from '../../auth/key.fixture.ts'

let test: TestApi
let key: string
beforeAll(async () => {
  test = await startTestApi()
  key = await keyFor(test.db, 'SOURCES_WRITE')
})
beforeEach(() => test.reset())
afterAll(() => test.close())

const outline = (name: string) =>
  `<outline text="${name}" type="rss" xmlUrl="https://${name}.example/feed.xml" htmlUrl="https://${name}.example/"/>`
const listOf = (...outlines: string[]) =>
  `<opml version="2.0"><head><title>Mine</title></head><body>${outlines.join('')}</body></opml>`
const folder = (name: string, ...outlines: string[]) =>
  `<outline text="${name}">${outlines.join('')}</outline>`
const list = listOf(outline('courier'), folder('Local', outline('herald'), outline('courier')))

describe('opmlImport', () => {
  const take = async (opml: string) => {
    const document =
      'mutation ($input: OpmlImportInput!) { opmlImport(input: $input) { created known sources { slug folder } userErrors { field message code } } }'
    const { data, errors } = await test.query(document, { input: { opml } }, key)
    expect(errors).toBeUndefined()
    return (data as { opmlImport: object }).opmlImport
  }

  it('subscribes to each feed once, in its folder, and counts exactly', async () => {
    const sources = [
      { slug: 'courier', folder: null },
      { slug: 'herald', folder: 'Local' },
    ]
    expect(await take(list)).toEqual({ created: 2, known: 0, sources, userErrors: [] })
    expect(await take(list)).toEqual({ created: 0, known: 2, sources, userErrors: [] })
    const more = listOf(outline('herald'), outline('gazette'), outline('mercury'))
    expect(await take(more)).toMatchObject({ created: 1, known: 2 })
    // The gazette was there without its feed.
    expect(await test.db.source.findUnique({ where: { id: test.sourceId } })).toMatchObject({
      feedUrl: 'https://gazette.example/feed.xml',
      nextPollAt: expect.any(Date),
    })
  })

  it('takes the good entries of a list whose others are bad', async () => {
    const bad = [
      '<outline text="A" type="rss" xmlUrl="https://user:secret@a.example/feed.xml"/>',
      '<outline text="B" type="rss" xmlUrl="https://b.example:25/feed.xml"/>',
      `<outline text="C" type="rss" xmlUrl="https://c.example/${'x'.repeat(2_000)}"/>`,
    ]
    const payload = await take(listOf(...bad, outline('courier')))
    expect(payload).toMatchObject({ created: 1, known: 0, sources: [{ slug: 'courier' }] })
    const { userErrors } = payload as { userErrors: { message: string }[] }
    expect(userErrors).toHaveLength(3)
    expect(userErrors).toEqual(
      userErrors.map(({ message }) => ({ field: 'input.opml', message, code: 'BAD_OPML_ENTRY' })),
    )
    expect(JSON.stringify(userErrors)).not.toContain('secret')
  })

  it.each([
    ['is none', 'A text.'],
    ['is a feed', '<rss version="2.0"><channel><title>A</title></channel></rss>'],
    ['is cut short', '<opml version="2.0"><body>'],
    ['is empty', ''],
  ])('says so where the list %s', async (_, opml) => {
    expect(await take(opml)).toEqual({
      created: 0,
      known: 0,
      sources: [],
      userErrors: [{ field: 'input.opml', message: expect.any(String), code: 'BAD_OPML' }],
    })
  })
})

describe('the subscription list', () => {
  it('can be empty', async () => {
    const { data, errors } = await test.query('{ opml }')
    expect(errors).toBeUndefined()
    expect((data as { opml: string }).opml).toContain('<opml version="2.0">')
  })

  it('holds every feed in its folder, and imports to the same', async () => {
    await fetch(`${test.api.url}/opml`, { method: 'POST', body: list, headers: bearing(key) })
    const { data } = await test.query('{ opml }')
    const { opml } = data as { opml: string }
    const other = await startTestApi()
    try {
      const headers = bearing(await keyFor(other.db, 'SOURCES_WRITE'))
      const response = await fetch(`${other.api.url}/opml`, { method: 'POST', body: opml, headers })
      expect(await response.json()).toEqual({ created: 2, known: 0, problems: [] })
      const select = { name: true, feedUrl: true, siteUrl: true, folder: true } as const
      const where = { feedUrl: { not: null } }
      const rows = await test.db.source.findMany({ select, where, orderBy: { name: 'asc' } })
      expect(rows).toHaveLength(2)
      expect(await other.db.source.findMany({ select, where, orderBy: { name: 'asc' } })).toEqual(
        rows,
      )
    } finally {
      await other.close()
    }
  })
})

describe('/opml', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, headers = bearing(key)) =>
    fetch(`${test.api.url}/opml`, { method: 'POST', body, headers })

  it('is downloaded by anybody', async () => {
    await send(list)
    const response = await fetch(`${test.api.url}/opml`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/x-opml; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('courant.opml')
    expect(await response.text()).toContain('https://herald.example/feed.xml')
  })

  it('imports a list that is larger than a GraphQL request may be', async () => {
    const names = Array.from({ length: 1_000 }, (_, n) => `paper-${n}`)
    const body = listOf(...names.map(outline))
    expect(body.length).toBeGreaterThan(65_536)
    const response = await send(body)
    expect([response.status, await response.json()]).toEqual([
      200,
      { created: 1_000, known: 0, problems: [] },
    ])
    expect(await test.db.source.count({ where: { nextPollAt: { not: null } } })).toBe(1_000)
  })

  it('reads a list in the encoding that it is in', async () => {
    const text = `<?xml version="1.0" encoding="iso-8859-1"?>${listOf(outline('courier').replace('text="courier"', 'text="Der Kurier für Köln"'))}`
    const response = await send(new Uint8Array(Buffer.from(text, 'latin1')))
    expect(await response.json()).toMatchObject({ created: 1 })
    expect(await test.db.source.findFirst({ where: { feedUrl: { not: null } } })).toMatchObject({
      name: 'Der Kurier für Köln',
      slug: 'der-kurier-fur-koln',
    })
  })

  it.each<[string, () => Promise<string> | string | undefined, number, string]>([
    ['without a key', () => undefined, 401, 'UNAUTHENTICATED'],
    ['with a wrong key', () => 'ck_wrong', 401, 'UNAUTHENTICATED'],
    ['with a key whose time is over', () => expiredKey(test.db), 401, 'UNAUTHENTICATED'],
    ['with another key', () => keyFor(test.db, 'ARTICLES_WRITE'), 403, 'FORBIDDEN'],
  ])('is not imported %s', async (_, its, status, code) => {
    const response = await send(list, bearing(await its()))
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
    expect(await test.db.source.count()).toBe(1)
  })

  it.each<[string, RequestInit, number, string]>([
    ['a body that is no list', { method: 'POST', body: 'A text.' }, 400, 'BAD_OPML'],
    ['no body', { method: 'POST' }, 400, 'BAD_OPML'],
    [
      'a body of more than 2 MiB',
      { method: 'POST', body: 'x'.repeat(2_097_153) },
      413,
      'BAD_REQUEST',
    ],
    ['another method', { method: 'DELETE' }, 405, 'BAD_REQUEST'],
  ])('refuses %s', async (_, init, status, code) => {
    const response = await fetch(`${test.api.url}/opml`, { ...init, headers: bearing(key) })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })
})

describe('the starter packs', () => {
  it('say which of their feeds are subscribed to', async () => {
    const document = '{ starterPacks { slug language feeds { title feedUrl source { slug } } } }'
    const ask = async () => {
      const { data, errors } = await test.query(document)
      expect(errors).toBeUndefined()
      return (data as { starterPacks: { feeds: { feedUrl: string; source: unknown }[] }[] })
        .starterPacks
    }
    const packs = await ask()
    expect(packs.length).toBeGreaterThan(0)
    const [first] = packs.flatMap(({ feeds }) => feeds)
    expect(first?.source).toBeNull()
    const feed = `<outline text="It" xmlUrl="${first!.feedUrl.replaceAll('&', '&amp;')}"/>`
    await fetch(`${test.api.url}/opml`, {
      method: 'POST',
      body: listOf(feed),
      headers: bearing(key),
    })
    const [again] = (await ask()).flatMap(({ feeds }) => feeds)
    expect(again).toMatchObject({ feedUrl: first!.feedUrl, source: { slug: 'it' } })
  })
})
