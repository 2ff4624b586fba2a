import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { parseOpml } from 'feedsmith'

/** Public news feeds of one region or subject in one language, for people to choose from. */
export interface StarterPack {
  /** The name of its file: `germany-de`. */
  slug: string
  title: string
  description: string
  /** A BCP 47 tag; `mul` where the feeds differ. */
  language: string
  /** An ISO 3166 country code; null for one of several countries, or of none. */
  country: string | null
  feeds: StarterFeed[]
}

export interface StarterFeed {
  title: string
  feedUrl: string
  siteUrl: string | null
}

let packs: Promise<StarterPack[]> | undefined

/** All packs that come with Courant, by slug; read once. Nobody is subscribed to any of them. */
export function starterPacks(): Promise<StarterPack[]> {
  packs ??= readPacks()
  return packs
}

/** Where the packs are, from the source as from a bundle in an app that depends on this package. */
export function starterPacksFolder(): string {
  const home = dirname(createRequire(import.meta.url).resolve('@courant/ingest/package.json'))
  return join(home, 'starter-packs')
}

async function readPacks(): Promise<StarterPack[]> {
  const folder = starterPacksFolder()
  const files = (await readdir(folder)).filter((file) => file.endsWith('.opml')).toSorted()
  return Promise.all(files.map((file) => readPack(join(folder, file))))
}

/** A pack is one folder; its README says what stands where. */
async function readPack(path: string): Promise<StarterPack> {
  const { body } = parseOpml(await readFile(path, 'utf8'))
  const [folder] = body?.outlines ?? []
  const { text, description, language, category, outlines } = folder ?? {}
  if (!text || !description || !language) {
    throw new Error(`${path}: a pack is a folder with a text, a description and a language`)
  }
  return {
    slug: basename(path, '.opml'),
    title: text,
    description,
    language,
    country: category?.replace(/^\//, '') ?? null,
    feeds: (outlines ?? []).map(({ text, xmlUrl, htmlUrl }) => {
      if (!text || !xmlUrl) throw new Error(`${path}: a feed has a text and an xmlUrl`)
      return { title: text, feedUrl: xmlUrl, siteUrl: htmlUrl ?? null }
    }),
  }
}
