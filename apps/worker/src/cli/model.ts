import { createModel, type Model } from '@courant/ingest'

import type { Run } from './run.ts'

/** The language model of the settings; what goes wrong with it is told beside what the command says. */
export function modelOf({ env: { languageModel }, terminal }: Run): Model | null {
  if (languageModel === null) return null
  return createModel({
    ...languageModel,
    onFailure: (reason) => terminal.note(`the language model did not help: ${reason}`),
  })
}
