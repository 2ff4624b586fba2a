import type { Db } from '@courant/prisma'

/**
 * Where what slugs, codes and ids stand for is remembered, by whoever hears that a name changed. What nothing
 * stands for is not remembered.
 */
export interface NameMemory {
  get(key: string): { id: string } | undefined
  /**
   * Called before anything is read.
   * @returns how to remember what was read, unless a name changed meanwhile
   */
  begin(): (key: string, value: { id: string }) => void
}

const memories = new WeakMap<Db, NameMemory>()

/** From now on filters that are asked of this database are resolved from memory where it knows. */
export function rememberNames(db: Db, memory: NameMemory): void {
  memories.set(db, memory)
}

type Ids = ReadonlyMap<string, string>

/**
 * What members of a filter stand for, by what they are called.
 * @param read asks the database for those that are not remembered
 */
export async function idsFromMemory(
  db: Db,
  kind: 'actor' | 'topic' | 'source',
  members: ReadonlySet<string>,
  read: (db: Db, members: string[]) => Promise<Ids>,
): Promise<Ids> {
  const memory = memories.get(db)
  if (!memory) return members.size > 0 ? read(db, [...members]) : new Map()
  const keep = memory.begin()
  const ids = new Map<string, string>()
  const unknown: string[] = []
  for (const member of members) {
    const known = memory.get(`${kind} ${member}`)
    if (known) ids.set(member, known.id)
    else unknown.push(member)
  }
  if (unknown.length > 0) {
    for (const [member, id] of await read(db, unknown)) {
      ids.set(member, id)
      keep(`${kind} ${member}`, { id })
    }
  }
  return ids
}
