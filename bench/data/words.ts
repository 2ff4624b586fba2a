/** Numbers between 0 and 1, always the same ones of one seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const onsets = ['b', 'br', 'd', 'f', 'g', 'gr', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v']
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou']
const codas = ['', 'n', 'r', 'l', 'm', 'k', 't']

/** Words that no language has, of two or three syllables, each once. */
export function vocabulary(size: number, random: () => number): string[] {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)]!
  const words = new Set<string>()
  while (words.size < size) {
    const syllables = Array.from({ length: random() < 0.4 ? 2 : 3 }, () => {
      return pick(onsets) + pick(vowels) + pick(codas)
    })
    words.add(syllables.join(''))
  }
  return [...words]
}

/** A place from 0 to `size - 1`; each tenfold of places comes as often as the next (log-uniform). */
export function rankOf(size: number, random: () => number): number {
  return Math.floor(Math.exp(random() * Math.log(size + 1))) - 1
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A sentence of so many words, frequent and rare ones. */
export function sentenceOf(words: readonly string[], length: number, random: () => number): string {
  const chosen = Array.from({ length }, () => words[rankOf(words.length, random)]!)
  return `${capitalised(chosen.join(' '))}.`
}
