import { type ArticleText, type TextPart, partsOf } from './article.ts'
import { detectLanguage } from './language/detect.ts'
import { type Sentence, splitSentences } from './sentences/split.ts'
import { type Token, tokenize } from './tokens.ts'

/** A part of an article, cut up once for every stage that reads it. */
export interface AnalysedPart {
  place: TextPart
  tokens: readonly Token[]
  sentences: readonly Sentence[]
}

export interface Analysis {
  language: string
  parts: readonly AnalysedPart[]
}

/** Enough text to tell the language by. */
const LANGUAGE_PARTS = 6

/** Tells the language and cuts every part into sentences and tokens. */
export function analyse(article: ArticleText): Analysis {
  const places = partsOf(article)
  const opening = places.slice(0, LANGUAGE_PARTS).map(({ text }) => text)
  const language = detectLanguage(opening.join('\n'), article.language)
  const parts = places.map((place) => ({
    place,
    tokens: tokenize(place.text),
    sentences: splitSentences(place.text, language),
  }))
  return { language, parts }
}
