/** The parts of an article that evidence can lie in. */
export interface EvidenceText {
  lead: string
  sections: readonly { paragraphs: readonly string[] }[]
}

/** As the API states it; section and paragraph null where it lies in the lead. */
export interface StatedEvidence {
  quote: string
  section?: number | null
  paragraph?: number | null
  start: number
  end: number
}

export type Support =
  | { kind: 'text'; section: number | null; paragraph: number | null; start: number; end: number }
  /** The words were in an earlier revision and are not in this one. */
  | { kind: 'earlier'; quote: string }
  | { kind: 'none' }

/** What supports a takeaway in the article as it reads now. */
export function supportOf(
  article: EvidenceText,
  evidence: StatedEvidence | null | undefined,
): Support {
  if (!evidence) return { kind: 'none' }
  const { quote, start, end } = evidence
  const section = evidence.section ?? null
  const paragraph = evidence.paragraph ?? null
  const text =
    section === null ? article.lead : article.sections[section]?.paragraphs[paragraph ?? -1]
  if (quote === '' || text?.slice(start, end) !== quote) return { kind: 'earlier', quote }
  return { kind: 'text', section, paragraph, start, end }
}

/** The anchor of a takeaway's evidence; takeaways count from 1 for readers. */
export function evidenceAnchor(takeaway: number): string {
  return `evidence-${takeaway}`
}
