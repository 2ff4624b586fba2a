import { normalize } from '../tokens.ts'

/** "Åse Lindqvist-Meyer" is "ase-lindqvist-meyer"; empty where the name holds no letter or digit. */
export function slugOf(name: string): string {
  return normalize(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
