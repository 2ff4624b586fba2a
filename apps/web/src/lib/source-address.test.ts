import { readdir } from 'node:fs/promises'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

import { packHref, previewHref, sourceHref } from './source-address.ts'

const pages = path.join(import.meta.dirname, '../app/(reader)/sources')
const id = '0190a0a0-0000-7000-8000-000000000000'

describe('the page of a source', () => {
  it('goes by its slug', () => {
    expect(sourceHref({ id, slug: 'the-lantern' })).toBe('/sources/the-lantern')
    expect(sourceHref({ id, slug: 'the-lantern' }, 'remove')).toBe('/sources/the-lantern/remove')
  })

  it('goes by its id where another page has its name', async () => {
    const entries = await readdir(pages, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    const others = names.filter((name) => !name.startsWith('['))
    expect(others).not.toEqual([])
    for (const slug of others) expect(sourceHref({ id, slug })).toBe(`/sources/${id}`)
  })
})

it('a starter pack and a preview have addresses', () => {
  expect(packHref('germany-de')).toBe('/sources/packs/germany-de')
  expect(packHref('germany-de', { all: true })).toBe('/sources/packs/germany-de?select=all')
  expect(previewHref('https://a.example/?b=1&c')).toBe(
    '/sources/add?url=https%3A%2F%2Fa.example%2F%3Fb%3D1%26c',
  )
})
