import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'
import { unlessUnavailable } from './unless-unavailable.ts'
import { currentReader } from './viewer.ts'

const ownInterests = graphql(`
  query OwnInterests {
    viewer {
      reader {
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

/** What a reader does with an actor or a topic; `null` for whoever is not signed in. */
export type Interest = 'follows' | 'mutes' | 'neither'

/** How the reader of a page stands to an actor or a topic. */
export const ownInterest = cache(async (id: string): Promise<Interest | null> => {
  if (!(await currentReader())) return null
  const reader = (await unlessUnavailable(ask(ownInterests, {})))?.viewer?.reader
  if (!reader) return null
  const isAmong = (subjects: readonly { id?: string }[]) =>
    subjects.some((subject) => subject.id === id)
  if (isAmong(reader.follows)) return 'follows'
  return isAmong(reader.mutes) ? 'mutes' : 'neither'
})
