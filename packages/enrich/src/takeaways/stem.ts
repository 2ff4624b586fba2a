/** Enough distinct words for the articles of a day; then it starts anew. */
const REMEMBERED = 50_000
const stems: Record<'en' | 'de', Map<string, string>> = { en: new Map(), de: new Map() }

/**
 * What a folded word (see `normalize`) has in common with its other forms. English loses the
 * endings of Porter's steps 1 and 5 and a few of nouns ("An algorithm for suffix stripping", 1980),
 * German those of CISTEM (Weissweiler and Fraser, 2017); other languages keep the word.
 */
export function stemOf(norm: string, language: string): string {
  if (language !== 'en' && language !== 'de') return norm
  const known = stems[language]
  let stem = known.get(norm)
  if (stem === undefined) {
    stem = language === 'en' ? englishStem(norm) : germanStem(norm)
    if (known.size >= REMEMBERED) known.clear()
    known.set(norm, stem)
  }
  return stem
}

const ENGLISH_ENDINGS =
  /(?<=[aeiouy].*[^aeiou]|[aeiou]{2}.*|.{5})(?:ations?|ators?|ating|ated|ates?|ions?|ments?|ings?|edly|ed|ly|ness|ers?|ors?)$/

function englishStem(word: string): string {
  if (word.length < 4) return word
  let stem = word.replace(/(?<=ss|sh|ch|x|z)es$|(?<=[^su])s$/, '').replace(/ies?$/, 'y')
  if (stem.length > 5) stem = stem.replace(/eed$/, 'ee')
  if (stem.length > 4) stem = stem.replace(ENGLISH_ENDINGS, '')
  // "planned" and "plan", "delivered" and "delivery", "raise" and "raising".
  stem = stem.replace(/([bdfgmnprt])\1$/, '$1')
  return stem.length > 3 ? stem.replace(/[eyi]$/, '') : stem
}

function germanStem(word: string): string {
  let stem = word.length > 6 ? word.replace(/^ge(?=.{4})/, '') : word
  while (stem.length > 3) {
    const shorter =
      stem.length > 5 && /(?:em|er|nd)$/.test(stem)
        ? stem.slice(0, -2)
        : stem.replace(/[tesn]$/, '')
    if (shorter === stem) break
    stem = shorter
  }
  return stem
}
