import { eld } from 'eld/medium'

/** More text than this makes the verdict no surer, only later. */
const SAMPLE = 1500
/** How much better than the stated language another must score to overrule it. */
const OVERRULE = 1.15

/**
 * The language of a text as a BCP 47 primary subtag, "und" where it cannot be told. What the source
 * states is believed unless the text clearly speaks for another language: feeds often state the
 * language of the site's software.
 */
export function detectLanguage(text: string, stated?: string | null): string {
  const prior = primaryLanguage(stated)
  const sample = text.slice(0, SAMPLE)
  const words = sample.match(/\p{L}+/gu)?.length ?? 0
  const verdict = eld.detect(sample)
  const scores = verdict.getScores()
  const best = scores[verdict.language] ?? 0
  if (prior !== null) {
    const clear = words >= 8 && verdict.isReliable() && best > (scores[prior] ?? 0) * OVERRULE
    return clear ? verdict.language : prior
  }
  return words >= 3 && verdict.isReliable() ? verdict.language : 'und'
}

/** "en-GB" is "en"; null where the tag says nothing. */
function primaryLanguage(tag: string | null | undefined): string | null {
  const subtag = tag?.trim().split(/[-_]/)[0]?.toLowerCase() ?? ''
  if (!/^[a-z]{2,3}$/.test(subtag) || subtag === 'und' || subtag === 'mul') return null
  // Turns "deu" into "de"; any two or three letters are well-formed, so this cannot throw.
  return Intl.getCanonicalLocales(subtag)[0] ?? subtag
}
