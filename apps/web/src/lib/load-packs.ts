import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import type { StarterPacksQuery } from '../generated/graphql.ts'
import { ask } from './graphql.ts'

const starterPacks = graphql(`
  query StarterPacks {
    starterPacks {
      slug
      title
      description
      language
      country
      feeds {
        title
        feedUrl
        siteUrl
        source {
          id
          slug
          name
        }
      }
    }
  }
`)

export type Pack = StarterPacksQuery['starterPacks'][number]

/** All starter packs, with what is read of them already; once for one page. */
export const loadPacks = cache(async (): Promise<readonly Pack[]> => {
  return (await ask(starterPacks, {})).starterPacks
})

/** A starter pack, if there is one of this name. */
export async function loadPack(slug: string): Promise<Pack | null> {
  return (await loadPacks()).find((pack) => pack.slug === slug) ?? null
}
