import type { ArticleText, Enrichment } from '@courant/enrich'

import type { Ask } from './ask.ts'
import { createSlots } from './slots.ts'

export interface ModelSettings {
  /** Where the OpenAI-compatible API begins, such as http://localhost:11434/v1. */
  url: string
  /** As that server calls it; noted at what it proposes. */
  model: string
  apiKey: string | null
  /** Milliseconds that an article waits for its answer, its time in line among them. */
  timeout?: number
  /** Told in words of each answer that did not come or could not be used. */
  onFailure?: (reason: string) => void
}

export interface Model {
  /**
   * An enrichment with what the model proposes and the article bears out. Where the model is slow,
   * fails, refuses or answers nonsense, the enrichment as it was.
   * @throws the reason of `signal`, and nothing else
   */
  improve(article: ArticleText, enrichment: Enrichment, signal?: AbortSignal): Promise<Enrichment>
}

/** Articles asked about at once; one model on one machine is seldom faster with more. */
export const modelConcurrency = 4

const usualTimeout = 20_000
/** After so many failures in a row it is asked nothing for a while, so that ingest goes on at its own pace. */
const failuresToRest = 3
const rest = 60_000

/** A language model behind an OpenAI-compatible address. Nothing is asked before the first article. */
export function createModel(settings: ModelSettings): Model {
  const { model, timeout = usualTimeout, onFailure } = settings
  const inSlot = createSlots(modelConcurrency)
  let failures = 0
  let restsUntil = -Infinity

  // The SDK is large: who asks no model does not wait for it to load.
  let ask: Promise<Ask> | null = null
  const loadAsk = () => (ask ??= import('./ask.ts').then(({ createAsk }) => createAsk(settings)))

  return {
    async improve(article, enrichment, signal) {
      signal?.throwIfAborted()
      if (performance.now() < restsUntil) return enrichment
      // AbortSignal.any would hold on to a signal that lives as long as the process.
      const ending = new AbortController()
      const stop = () => ending.abort(signal?.reason)
      const late = new Error(`no answer within ${timeout / 1000} s`)
      const timer = setTimeout(() => ending.abort(late), timeout)
      signal?.addEventListener('abort', stop)
      try {
        const proposal = await inSlot(ending.signal, async () =>
          (await loadAsk())(article, enrichment, ending.signal),
        )
        failures = 0
        const { acceptProposal } = await import('@courant/enrich')
        return acceptProposal(article, enrichment, proposal, model)
      } catch (error) {
        signal?.throwIfAborted()
        failures++
        if (failures >= failuresToRest) restsUntil = performance.now() + rest
        onFailure?.(wordsOf(ending.signal.aborted ? late : error))
        return enrichment
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
