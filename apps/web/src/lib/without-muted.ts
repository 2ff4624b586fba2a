import { modeOf } from './edit-filter.ts'
import type { FeedAddress } from './feed-address.ts'
import type { ArticleState, ArticleStates } from './load-states.ts'

export type Muted = ArticleState['mutedBy'][number]

/** Articles that are not shown. */
export interface Hidden {
  /** Of which the reader mutes something. */
  count: number
  /** Which they have read. */
  read: number
  /** What they mute. */
  by: readonly Muted[]
}

/**
 * The articles of a page without those of which the reader mutes anything, unless the address says so or asks
 * for it, and where it says so without those that they have read.
 */
export function withoutMuted<Node extends { id: string }>(
  edges: readonly { node: Node }[],
  states: ArticleStates,
  { filter, withMuted, unread }: Pick<FeedAddress, 'filter' | 'withMuted' | 'unread'>,
): { shown: Node[]; hidden: Hidden } {
  const isAsked = (subject: Muted) => {
    const mode = modeOf(filter, 'name' in subject ? 'actors' : 'topics', subject.slug)
    return mode === 'all' || mode === 'any'
  }
  const shown: Node[] = []
  const by = new Map<string, Muted>()
  const hidden = { count: 0, read: 0 }
  for (const { node } of edges) {
    const muted = states.get(node.id)?.mutedBy.filter((subject) => !isAsked(subject)) ?? []
    if (muted.length > 0 && !withMuted) hidden.count += 1
    else if (unread && states.get(node.id)?.read) hidden.read += 1
    else shown.push(node)
    for (const subject of muted) by.set(subject.id, subject)
  }
  return { shown, hidden: { ...hidden, by: [...by.values()] } }
}

/** What an actor or a topic is called. */
export function nameOf(subject: Muted): string {
  return 'name' in subject ? subject.name : subject.label
}
