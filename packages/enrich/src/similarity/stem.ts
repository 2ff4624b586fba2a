/**
 * Takes the endings off that tell singular from plural and case from case, and no more: English by
 * D. Harman's s-stemmer ("How effective is suffixing?", JASIS 42, 1991), German the endings -s, -e,
 * -n, -en, -er, -es, -em of words that stay long enough. Other languages stay as they are.
 * @param word normalized, lower case
 */
export function stem(word: string, language: string | null | undefined): string {
  if (language === 'de') return word.length > 5 ? word.replace(/(?:e[nrsm]?|[ns])$/, '') : word
  if (language !== 'en' || word.length < 4) return word
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1)
  if (/[^us]s$/.test(word)) return word.slice(0, -1)
  return word
}
