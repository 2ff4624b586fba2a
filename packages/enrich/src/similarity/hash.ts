/**
 * A 32-bit hash of a text: FNV-1a over its UTF-16 units (Fowler, Noll and Vo), then the finalizer of
 * MurmurHash3 (Appleby), so that every bit of the text reaches every bit of the hash.
 * @returns 0 to 2^32 - 1
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(hash)
}

/** The finalizer alone: a permutation of the 32-bit numbers in which near ones end far apart. */
export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
