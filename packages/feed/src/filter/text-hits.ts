import { type Db, Prisma } from '@courant/prisma'

import type { DraftSpan } from '../articles/draft.ts'
import { collect } from '../collect.ts'
import type { ResolvedText } from './resolve.ts'
import { dictionaries, readWordQuery, type WordQuery } from './words.ts'

interface PartRow {
  id: string
  part: DraftSpan['part']
  section: number | null
  paragraph: number | null
  text: string
  marked: string
}

/** Control characters, which no text of an article needs. */
const [begin, end] = ['\u0002', '\u0003']

/**
 * Where the words of a text query stand in articles, in reading order, by article id; every one of them,
 * also where only a phrase was asked for. What the query wants absent is left out.
 */
export async function textHits(
  db: Db,
  articleIds: readonly string[],
  text: ResolvedText,
): Promise<Map<string, DraftSpan[]>> {
  const queries = dictionaries.flatMap((dictionary) => {
    const query = readWordQuery(text[dictionary])
    const words = query ? wantedWords(query) : []
    return words.length > 0 ? [{ dictionary, query: words.map(quote).join(' | ') }] : []
  })
  const rows = await db.$queryRaw<PartRow[]>(Prisma.sql`
    SELECT p.*, ts_headline(t.dictionary::regconfig, p.text, q.query::tsquery,
      ${`HighlightAll=true, StartSel="${begin}", StopSel="${end}"`}) AS marked
    FROM article_text t
      JOIN jsonb_to_recordset(${JSON.stringify(queries)}::jsonb) AS q(dictionary text, query text)
        USING (dictionary)
      JOIN article a ON a.id = t.article_id
      CROSS JOIN LATERAL (
        SELECT a.id, 'headline' AS part, NULL::int AS section, NULL::int AS paragraph, a.headline AS text
        UNION ALL SELECT a.id, 'lead', NULL, NULL, a.lead
        UNION ALL SELECT a.id, 'crosshead', s.position, NULL, s.crosshead
          FROM section s WHERE s.article_id = a.id AND s.crosshead IS NOT NULL
        UNION ALL SELECT a.id, 'paragraph', s.position, (p.place - 1)::int, p.text
          FROM section s CROSS JOIN LATERAL unnest(s.paragraphs) WITH ORDINALITY AS p(text, place)
          WHERE s.article_id = a.id) AS p
    WHERE t.article_id = ANY(${[...articleIds]}::uuid[])
    ORDER BY p.id, p.section NULLS FIRST, p.part = 'lead', p.paragraph NULLS FIRST`)
  const hits = rows.flatMap((row) => spansOf(row).map((span) => ({ id: row.id, span })))
  return collect(
    hits,
    ({ id }) => id,
    ({ span }) => span,
  )
}

function wantedWords(query: WordQuery): string[] {
  if (query.kind === 'word') return [query.word]
  return query.kind === 'not' ? [] : [...wantedWords(query.left), ...wantedWords(query.right)]
}

function quote(word: string): string {
  return `'${word.replaceAll(/['\\]/g, '$&$&')}'`
}

function spansOf({ part, section, paragraph, text, marked }: PartRow): DraftSpan[] {
  const pieces = marked.replaceAll(end, begin).split(begin)
  // A text with such characters of its own would give wrong places.
  if (pieces.join('') !== text) return []
  let at = 0
  return pieces.flatMap((surface, place) => {
    const start = at
    at += surface.length
    return place % 2 === 1 ? [{ part, section, paragraph, start, end: at, surface }] : []
  })
}
