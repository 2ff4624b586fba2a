import { Prisma } from '@courant/prisma'

import { isListOfId, type PostingList } from '../filter/cover.ts'

/** The list of all articles. */
export const everything = Prisma.sql`'00000000-0000-0000-0000-000000000000'::uuid`

/** How a list is named in the rollups. */
export function listId(list: PostingList): Prisma.Sql {
  if (list.kind === 'feed') return everything
  if (!isListOfId(list) || list.kind === 'story') throw new Error(`No ${list.kind} is rolled up.`)
  return list.kind === 'language'
    ? Prisma.sql`language_list(${list.id})`
    : Prisma.sql`${list.id}::uuid`
}
