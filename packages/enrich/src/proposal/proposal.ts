import type { EntityKind } from '../knowledge/entity.ts'

/** What somebody who has read an article claims of it, each claim with words of the article for it. */
export interface Proposal {
  takeaways: readonly { text: string; quote: string }[]
  actors: readonly { name: string; kind: EntityKind; quote: string }[]
}
