import { evidenceAnchor } from '../lib/evidence.ts'
import { feedHref } from '../lib/feed-address.ts'
import { markText } from '../lib/mark-text.ts'
import type { EvidenceSpan, MarkedNode, MentionSpan } from '../lib/mark-text.ts'

interface Props {
  text: string
  mentions: readonly MentionSpan[]
  evidence: readonly EvidenceSpan[]
}

/** A text with its actors as links to their articles, and its evidence as places to go to. */
export function MarkedText({ text, mentions, evidence }: Props) {
  return <MarkedNodes nodes={markText(text, mentions, evidence)} />
}

function MarkedNodes({ nodes }: { nodes: readonly MarkedNode[] }) {
  // A text does not change on its page: the place of a node is its identity.
  /* oxlint-disable react/no-array-index-key */
  return nodes.map((node, index) => {
    if (node.kind === 'text') return node.text
    if (node.kind === 'actor') {
      return (
        <a
          key={index}
          href={feedHref({ filter: { actors: { all: [node.actor] } } })}
          className="actor hover:text-accent hover:underline"
        >
          {node.text}
        </a>
      )
    }
    const children = <MarkedNodes nodes={node.children} />
    return node.continued ? (
      <mark key={index} className="evidence-continued">
        {children}
      </mark>
    ) : (
      <mark key={index} id={evidenceAnchor(node.takeaway)} className="evidence">
        {children}
      </mark>
    )
  })
  /* oxlint-enable react/no-array-index-key */
}
