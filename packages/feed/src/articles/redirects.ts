import type { Db } from '@courant/prisma'

/** Where addresses lead that were asked before, by address. */
export async function knownRedirects(
  db: Db,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map()
  const rows = await db.$queryRaw<{ address: string; target: string }[]>`
    SELECT address, target FROM redirect WHERE address = ANY(${[...addresses]})`
  return new Map(rows.map(({ address, target }) => [address, target]))
}

/**
 * Keeps where an address leads. The first answer stays: articles may be known by it.
 * @returns what is kept of it, which another may have found out meanwhile
 */
export async function keepRedirect(db: Db, address: string, target: string): Promise<string> {
  const [row] = await db.$queryRaw<{ target: string }[]>`
    INSERT INTO redirect AS r (address, target) VALUES (${address}, ${target})
    ON CONFLICT (address) DO UPDATE SET target = r.target
    RETURNING target`
  return row!.target
}
