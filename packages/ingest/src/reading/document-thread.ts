import { parentPort } from 'node:worker_threads'

import { parseDocument } from '../document.ts'
import { IngestError } from '../errors.ts'
import { parseOpml } from '../formats/opml.ts'
import { type ReadAnswer, type ReadRequest, refusalOf } from './message.ts'

/** Where documents from outside are read: a thread that can be ended at any moment. */
parentPort?.on('message', (request: ReadRequest) => {
  answer({ kind: 'began' })
  try {
    answer(read(request))
  } catch (error) {
    if (error instanceof IngestError) answer({ kind: 'refused', refusal: refusalOf(error) })
    else answer({ kind: 'failed', error })
  }
})

function read(request: ReadRequest): ReadAnswer {
  const { document } = request
  return request.kind === 'opml'
    ? { kind: 'opml', list: parseOpml(document.content, document.name) }
    : { kind: 'document', parsed: parseDocument(document, request.now) }
}

function answer(message: ReadAnswer): void {
  parentPort?.postMessage(message, [])
}
