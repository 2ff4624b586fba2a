import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import type { AccountRole, ApiKeyScope } from '../generated/graphql.ts'
import { ask } from './graphql.ts'
import { signInHref } from './own-path.ts'
import { pageAddress } from './page-address.ts'
import { isSessionCookie } from './session.ts'
import { unlessUnavailable } from './unless-unavailable.ts'

const whoAsks = graphql(`
  query WhoAsks {
    viewer {
      account {
        email
        role
      }
      scopes
      reader {
        savedFeeds {
          id
          name
          query
        }
        follows {
          ... on Node {
            id
          }
        }
        mutes {
          ... on Node {
            id
          }
        }
      }
    }
  }
`)

/** Somebody who is signed in. */
export interface Reader {
  email: string
  role: AccountRole
  /** What they may do besides reading. */
  scopes: readonly ApiKeyScope[]
  /** By name. */
  savedFeeds: readonly SavedFeed[]
  /** Ids of actors and topics. */
  follows: ReadonlySet<string>
  /** Ids of actors and topics. */
  mutes: ReadonlySet<string>
}

/** A filter with a name. */
export interface SavedFeed {
  id: string
  name: string
  /** The filter as addresses have it. */
  query: string
}

/** Who reads the page; null for whoever is not signed in, or where the API cannot tell. Asked once. */
export const currentReader = cache(async (): Promise<Reader | null> => {
  const jar = await cookies()
  // Whoever has no session is spared the question.
  if (!jar.getAll().some(({ name }) => isSessionCookie(name))) return null
  const viewer = (await unlessUnavailable(ask(whoAsks, {})))?.viewer
  if (!viewer?.account) return null
  const { savedFeeds = [], follows = [], mutes = [] } = viewer.reader ?? {}
  return {
    ...viewer.account,
    scopes: viewer.scopes,
    savedFeeds,
    follows: idsOf(follows),
    mutes: idsOf(mutes),
  }
})

function idsOf(subjects: readonly { id?: string }[]): ReadonlySet<string> {
  return new Set(subjects.flatMap(({ id }) => id ?? []))
}

/** Whoever is signed in; others are led to where they do that, and back. */
export async function requireReader(): Promise<Reader> {
  return (await currentReader()) ?? redirect(signInHref(await pageAddress()))
}

const site = graphql(`
  query Site {
    site {
      signUp
      reading
    }
  }
`)

/** Who gets in here; null where the API does not answer. */
export const loadSite = cache(async () => (await unlessUnavailable(ask(site, {})))?.site ?? null)
