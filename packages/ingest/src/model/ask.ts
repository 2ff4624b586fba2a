import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { ArticleText, Enrichment, Proposal } from '@courant/enrich'
import { generateText } from 'ai'

import { readAnswer } from './answer.ts'
import { fetchFromModel } from './fetch.ts'
import { instructions, questionOf } from './prompt.ts'

export type Ask = (
  article: ArticleText,
  enrichment: Enrichment,
  signal: AbortSignal,
) => Promise<Proposal>

/**
 * How to ask a model behind an OpenAI-compatible address about an article.
 * @throws (when asking) whatever keeps an answer from coming, and NoProposal
 */
export function createAsk(at: { url: string; model: string; apiKey: string | null }): Ask {
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: at.url,
    fetch: fetchFromModel,
    ...(at.apiKey === null ? {} : { apiKey: at.apiKey }),
  })
  return async (article, enrichment, abortSignal) => {
    // Neither a temperature nor a limit of tokens nor a form of answer: some servers refuse one or
    // the other.
    const { text } = await generateText({
      model: provider(at.model),
      system: instructions,
      prompt: questionOf(article, enrichment),
      maxRetries: 1,
      abortSignal,
    })
    return readAnswer(text)
  }
}
