import { knowledge } from '@courant/enrich'
import { setupFilledWith } from '@courant/testing/global-setup'

import { writeKnowledge } from './knowledge.ts'

/** Vitest's global setup: databases that hold the knowledge base, as those do that took an article in. */
export default setupFilledWith({ key: knowledge.hash, write: writeKnowledge })
