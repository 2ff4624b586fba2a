import { createHash } from 'node:crypto'

/**
 * Bits for each member. With two marks 1.4 percent of those who are no members are taken for one:
 * (1 - e^(-2/16))^2, after Bloom, "Space/time trade-offs in hash coding with allowable errors" (1970).
 */
const bitsEach = 16
const leastBytes = 8

/** Two marks of 32 bits: modulo the size of a filter in bits they are those that an id sets. */
export type Marks = readonly [number, number]

export function marksOf(id: string): Marks {
  const digest = createHash('md5').update(id).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)]
}

/**
 * A set that tells for certain of most others that they are not in it; PostgreSQL asks it by the function
 * may_be_in.
 * @param members the marks of each
 */
export function bloomOf(members: readonly Marks[]): Uint8Array {
  const bytes = new Uint8Array(Math.max(leastBytes, (members.length * bitsEach) / 8))
  for (const mark of members.flat()) {
    bytes[Math.floor(mark / 8) % bytes.length]! |= 1 << (mark % 8)
  }
  return bytes
}
