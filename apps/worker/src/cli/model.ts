import { createModel, type Model } from '@courant/ingest'

import type { Env } from '../env.ts'

/** The language model of the settings; what goes wrong with it is told beside what the command says. */
export function modelOf({ languageModel }: Env): Model | null {
  if (languageModel === null) return null
  return createModel({
    ...languageModel,
    onFailure: (reason) => process.stderr.write(`the language model did not help: ${reason}\n`),
  })
}
