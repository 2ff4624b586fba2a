import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parseOpml } from 'feedsmith'
import { describe, expect, it } from 'vitest'

import { starterPacks, starterPacksFolder } from './starter-packs.ts'

const packs = await starterPacks()

describe('the starter packs', () => {
  it('are all the files of their folder, each under the name of its file', async () => {
    const files = (await readdir(starterPacksFolder())).filter((file) => file !== 'README.md')
    expect(packs.map(({ slug }) => `${slug}.opml`)).toEqual(files.toSorted())
    expect(packs.length).toBeGreaterThanOrEqual(20)
  })

  it('are read once', () => {
    expect(starterPacks()).toBe(starterPacks())
  })

  it('have titles that tell them apart', () => {
    const titles = packs.map(({ title }) => title)
    expect(titles).toEqual([...new Set(titles)])
  })
})

describe.each(packs)('$slug', ({ slug, title, description, language, country, feeds }) => {
  it('says in words what it holds', async () => {
    const { head } = parseOpml(await readFile(join(starterPacksFolder(), `${slug}.opml`), 'utf8'))
    expect(head?.title).toBe(title)
    expect(description).toMatch(/^[A-Z].*\.$/)
  })

  it('names a language and a country that there are', () => {
    expect(Intl.getCanonicalLocales(language)).toEqual([language])
    const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    expect(languages.of(language)).toBeDefined()
    expect(slug).toMatch(new RegExp(`^[a-z]+(-[a-z]+)*-${language}$`))
    if (country === null) return
    expect(country).toMatch(/^[A-Z]{2}$/)
    const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    expect(regions.of(country)).toBeDefined()
  })

  it('holds at least five feeds, each with an absolute address of its own', () => {
    expect(feeds.length).toBeGreaterThanOrEqual(5)
    const addresses = feeds.map(({ feedUrl }) => new URL(feedUrl).href)
    expect(addresses).toEqual([...new Set(addresses)])
    const names = feeds.map(({ title }) => title)
    expect(names).toEqual([...new Set(names)])
    for (const { feedUrl, siteUrl } of feeds) {
      for (const address of [feedUrl, siteUrl ?? '']) {
        const url = new URL(address)
        expect(url.href).toBe(address)
        expect(url.protocol).toMatch(/^https?:$/)
        expect(url.username).toBe('')
      }
    }
  })
})
