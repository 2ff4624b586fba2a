import type { TakeawayOrigin } from '@courant/prisma'

import { type DiffParagraph, diffParagraphs, type Paragraph } from './diff-paragraphs.ts'
import { type DiffSegment, diffWords } from './diff-words.ts'
import type { DraftSection } from './draft.ts'

/** How an article reads in one of its revisions. */
export interface RevisionContent {
  headline: string
  lead: string
  byline: string | null
  imageUrl: string | null
  sections: readonly DraftSection[]
  takeaways: readonly RevisionTakeaway[]
}

export interface RevisionTakeaway {
  text: string
  origin: TakeawayOrigin
  model: string | null
  /** Offsets count in the text of the revision that is named: the one that it stands in. */
  evidence: {
    quote: string
    section: number | null
    paragraph: number | null
    start: number
    end: number
    revision: number
  } | null
}

/** What a revision can change: what its publisher writes and a reader sees. */
export type RevisedField = keyof ArticleDiff

/** What changed, field by field; a field that reads the same is null. */
export interface ArticleDiff {
  headline: DiffSegment[] | null
  lead: DiffSegment[] | null
  byline: DiffSegment[] | null
  image: { before: string | null; after: string | null } | null
  /** The body's crossheads and paragraphs in reading order. */
  sections: DiffParagraph[] | null
  /** The publisher's own; what we found ourselves follows from the rest. */
  takeaways: DiffParagraph[] | null
}

/**
 * How one version of an article became another. Its time is bounded, whatever the texts are: where too
 * much is new, the old is given as removed and the new as added.
 */
export function diffOf(before: RevisionContent, after: RevisionContent): ArticleDiff {
  const words = (old: string | null, now: string | null) =>
    old === now ? null : diffWords(old ?? '', now ?? '')
  const paragraphs = (old: Paragraph[], now: Paragraph[]) => {
    const diff = diffParagraphs(old, now)
    return diff.every(({ change }) => change === 'kept') ? null : diff
  }
  return {
    headline: words(before.headline, after.headline),
    lead: words(before.lead, after.lead),
    byline: words(before.byline, after.byline),
    image:
      before.imageUrl === after.imageUrl
        ? null
        : { before: before.imageUrl, after: after.imageUrl },
    sections: paragraphs(bodyOf(before), bodyOf(after)),
    takeaways: paragraphs(takeawaysOf(before), takeawaysOf(after)),
  }
}

function bodyOf({ sections }: RevisionContent): Paragraph[] {
  return sections.flatMap(({ crosshead, paragraphs }): Paragraph[] => [
    ...(crosshead === null ? [] : [{ kind: 'crosshead' as const, text: crosshead }]),
    ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
  ])
}

function takeawaysOf({ takeaways }: RevisionContent): Paragraph[] {
  return takeaways
    .filter(({ origin }) => origin === 'PUBLISHER')
    .map(({ text }) => ({ kind: 'takeaway', text }))
}
