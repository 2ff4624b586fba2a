import { modeOf } from './edit-filter.ts'
import type { FeedAddress } from './feed-address.ts'
import type { ArticleState, ArticleStates } from './load-states.ts'

export type Muted = ArticleState['mutedBy'][number]

/** Articles that are not shown, and what of them the reader mutes. */
export interface Hidden {
  count: number
  by: readonly Muted[]
}

/**
 * The articles of a page without those of which the reader mutes anything. What the address itself asks for is
 * never hidden, and nothing where it says so.
 */
export function withoutMuted<Node extends { id: string }>(
  edges: readonly { node: Node }[],
  states: ArticleStates,
  { filter, withMuted }: Pick<FeedAddress, 'filter' | 'withMuted'>,
): { shown: Node[]; hidden: Hidden } {
  const isAsked = (subject: Muted) => {
    const mode = modeOf(filter, 'name' in subject ? 'actors' : 'topics', subject.slug)
    return mode === 'all' || mode === 'any'
  }
  const shown: Node[] = []
  const by = new Map<string, Muted>()
  for (const { node } of edges) {
    const muted = states.get(node.id)?.mutedBy.filter((subject) => !isAsked(subject)) ?? []
    if (muted.length === 0 || withMuted) shown.push(node)
    for (const subject of muted) by.set(subject.id, subject)
  }
  return { shown, hidden: { count: edges.length - shown.length, by: [...by.values()] } }
}

/** What an actor or a topic is called. */
export function nameOf(subject: Muted): string {
  return 'name' in subject ? subject.name : subject.label
}
