import { parentPort } from 'node:worker_threads'

import { parseDocument } from '../document.ts'
import { IngestError } from '../errors.ts'
import { type ReadAnswer, type ReadRequest, refusalOf } from './message.ts'

/** Where documents from outside are read: a thread that can be ended at any moment. */
parentPort?.on('message', ({ document, now }: ReadRequest) => {
  answer({ kind: 'began' })
  try {
    answer({ kind: 'read', parsed: parseDocument(document, now) })
  } catch (error) {
    if (error instanceof IngestError) answer({ kind: 'refused', refusal: refusalOf(error) })
    else answer({ kind: 'failed', error })
  }
})

function answer(message: ReadAnswer): void {
  parentPort?.postMessage(message)
}
