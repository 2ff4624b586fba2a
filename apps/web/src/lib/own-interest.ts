import { currentReader } from './viewer.ts'

/** What a reader does with an actor or a topic; `null` for whoever is not signed in. */
export type Interest = 'follows' | 'mutes' | 'neither'

/** How the reader of a page stands to an actor or a topic. */
export async function ownInterest(id: string): Promise<Interest | null> {
  const reader = await currentReader()
  if (!reader) return null
  if (reader.follows.has(id)) return 'follows'
  return reader.mutes.has(id) ? 'mutes' : 'neither'
}
