import { Prisma } from '@courant/prisma'

import { newId } from '../id.ts'
import { rowset } from '../rows.ts'
import type { TopicRow } from '../topics/tree.ts'
import type { ArticleDraft, DraftTopic } from './draft.ts'

/** A draft with the row it belongs to. */
export interface PlacedDraft {
  draft: ArticleDraft
  articleId: string
  feedKey: bigint
  revision: number
}

/**
 * Statements that insert what hangs on articles: sections, takeaways, topics, the index of their words. One
 * a table, however many articles.
 * @param topics by code
 */
export function partStatements(
  placed: readonly PlacedDraft[],
  topics: ReadonlyMap<string, TopicRow>,
): (() => Prisma.Sql)[] {
  return [
    () => Prisma.sql`
      INSERT INTO article_text (article_id, feed_key, dictionary, document)
      SELECT article_id, feed_key, dictionary, article_document(dictionary, headline, lead, body)
      FROM ${rowset(placed.map(textRow), textColumns)}
        CROSS JOIN LATERAL text_dictionary(language) AS dictionary`,
    () => Prisma.sql`
      INSERT INTO section (article_id, position, crosshead, paragraphs)
      SELECT article_id, position, crosshead, paragraphs::text[]
      FROM ${rowset(placed.flatMap(sectionRows), sectionColumns)}`,
    () => Prisma.sql`
      INSERT INTO takeaway (id, article_id, position, text, origin, model, evidence_quote,
        evidence_section, evidence_paragraph, evidence_start, evidence_end, evidence_revision)
      SELECT * FROM ${rowset(placed.flatMap(takeawayRows), takeawayColumns)}`,
    () => Prisma.sql`
      INSERT INTO article_topic (article_id, topic_id, feed_key, score, cues, direct)
      SELECT article_id, topic_id, feed_key, score, cues::text[], direct
      FROM ${rowset(
        placed.flatMap((place) => topicRows(place, topics)),
        topicColumns,
      )}`,
  ]
}

const sectionColumns = {
  article_id: 'uuid',
  position: 'int',
  crosshead: 'text',
  paragraphs: 'text[]',
} as const

function sectionRows({ draft, articleId }: PlacedDraft) {
  return draft.sections.map((section, position) => ({
    article_id: articleId,
    position,
    crosshead: section.crosshead,
    paragraphs: section.paragraphs,
  }))
}

const textColumns = {
  article_id: 'uuid',
  feed_key: 'bigint',
  language: 'text',
  headline: 'text',
  lead: 'text',
  body: 'text',
} as const

/** The body as it is read: crossheads and paragraphs, a line each. */
function textRow({ draft, articleId, feedKey }: PlacedDraft) {
  const { language, headline, lead, sections } = draft
  const lines = sections.flatMap(({ crosshead, paragraphs }) =>
    [crosshead ?? [], paragraphs].flat(),
  )
  return {
    article_id: articleId,
    feed_key: feedKey,
    language,
    headline,
    lead,
    body: lines.join('\n'),
  }
}

/** In the order in which they are inserted. */
const takeawayColumns = {
  id: 'uuid',
  article_id: 'uuid',
  position: 'int',
  text: 'text',
  origin: '"TakeawayOrigin"',
  model: 'text',
  evidence_quote: 'text',
  evidence_section: 'int',
  evidence_paragraph: 'int',
  evidence_start: 'int',
  evidence_end: 'int',
  evidence_revision: 'int',
} as const

function takeawayRows({ draft, articleId, revision }: PlacedDraft) {
  return draft.takeaways.map(({ text, origin, model, evidence }, position) => ({
    id: newId(),
    article_id: articleId,
    position,
    text,
    origin,
    model,
    evidence_quote: evidence?.quote,
    evidence_section: evidence?.section,
    evidence_paragraph: evidence?.paragraph,
    evidence_start: evidence?.start,
    evidence_end: evidence?.end,
    evidence_revision: evidence ? revision : null,
  }))
}

const topicColumns = {
  article_id: 'uuid',
  topic_id: 'uuid',
  feed_key: 'bigint',
  score: 'real',
  cues: 'text[]',
  direct: 'boolean',
} as const

/** The article's own topics and every topic above them, each once. */
function topicRows(
  { draft, articleId, feedKey }: PlacedDraft,
  topics: ReadonlyMap<string, TopicRow>,
) {
  const rows = new Map<string, DraftTopic & { topic: TopicRow; direct: boolean }>()
  const place = (found: DraftTopic, direct: boolean) => {
    const topic = topics.get(found.code)
    if (!topic) return
    const known = rows.get(found.code)
    if (!known || (direct && !known.direct) || (!known.direct && known.score < found.score)) {
      rows.set(found.code, { ...found, topic, direct })
    }
    if (topic.parentCode) place({ code: topic.parentCode, score: found.score, cues: [] }, false)
  }
  for (const found of draft.topics) place(found, true)
  return [...rows.values()].map(({ topic, score, cues, direct }) => ({
    article_id: articleId,
    topic_id: topic.id,
    feed_key: feedKey,
    score,
    cues,
    direct,
  }))
}
