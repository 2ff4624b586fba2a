/** Offsets count UTF-16 units, `end` exclusive. */
export interface TextSpan {
  start: number
  end: number
}

export interface MentionSpan extends TextSpan {
  /** The slug of who is named. */
  actor: string
}

export interface EvidenceSpan extends TextSpan {
  /** The number of the takeaway that the slice supports. */
  takeaway: number
}

export type MarkedNode =
  | { kind: 'text'; text: string }
  | { kind: 'actor'; actor: string; text: string }
  | {
      kind: 'evidence'
      takeaway: number
      /** Set on all pieces but the first where another slice cuts this one in two. */
      continued: boolean
      children: MarkedNode[]
    }

interface Piece {
  text: string
  actor: string | null
  takeaways: number[]
}

/**
 * A text as the tree of its marks: evidence around mentions. Slices of evidence may nest and cross;
 * a mention is cut where evidence begins or ends within it; of mentions that overlap, the one that
 * begins first (then the longest) counts. Spans outside the text are clipped. All of the text comes
 * back in order, whatever the spans.
 */
export function markText(
  text: string,
  mentions: readonly MentionSpan[],
  evidence: readonly EvidenceSpan[],
): MarkedNode[] {
  const slices = inOrder(text, evidence)
  const pieces = cut(text, withoutOverlaps(inOrder(text, mentions)), slices)
  return nest(pieces, 0, new Set())
}

function inOrder<Span extends TextSpan>(text: string, spans: readonly Span[]): Span[] {
  return spans
    .map((span) => ({
      ...span,
      start: Math.max(0, span.start),
      end: Math.min(text.length, span.end),
    }))
    .filter((span) => span.start < span.end)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
}

function withoutOverlaps(mentions: readonly MentionSpan[]): MentionSpan[] {
  const kept: MentionSpan[] = []
  for (const mention of mentions) {
    if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention)
  }
  return kept
}

/** The text cut wherever a span begins or ends. */
function cut(
  text: string,
  mentions: readonly MentionSpan[],
  slices: readonly EvidenceSpan[],
): Piece[] {
  const edges = [...mentions, ...slices].flatMap(({ start, end }) => [start, end])
  const places = [...new Set([0, ...edges, text.length])].toSorted((a, b) => a - b)
  return places.slice(1).map((end, index) => {
    const start = places[index] ?? 0
    const holds = (span: TextSpan) => span.start <= start && span.end >= end
    return {
      text: text.slice(start, end),
      actor: mentions.find(holds)?.actor ?? null,
      takeaways: slices.filter(holds).map(({ takeaway }) => takeaway),
    }
  })
}

function nest(pieces: readonly Piece[], depth: number, begun: Set<number>): MarkedNode[] {
  const nodes: MarkedNode[] = []
  for (let index = 0; index < pieces.length;) {
    const takeaway = pieces[index]?.takeaways[depth]
    let end = index + 1
    while (end < pieces.length && pieces[end]?.takeaways[depth] === takeaway) end++
    const run = pieces.slice(index, end)
    if (takeaway === undefined) {
      nodes.push(...run.map(leaf))
    } else {
      const continued = begun.has(takeaway)
      begun.add(takeaway)
      nodes.push({ kind: 'evidence', takeaway, continued, children: nest(run, depth + 1, begun) })
    }
    index = end
  }
  return nodes
}

function leaf({ text, actor }: Piece): MarkedNode {
  return actor === null ? { kind: 'text', text } : { kind: 'actor', actor, text }
}
