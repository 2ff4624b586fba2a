/** Of silent reading of prose, in words a minute: Brysbaert 2019, a meta-analysis of 190 studies, found 238. */
const pace = 238

/** How long a text takes to read, in minutes, at least one. */
export function readingMinutes(language: string, texts: readonly string[]): number {
  const segments = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  const words = texts.reduce(
    (sum, text) => sum + [...segments.segment(text)].filter(({ isWordLike }) => isWordLike).length,
    0,
  )
  return Math.max(1, Math.round(words / pace))
}
