import { type Db, Prisma } from '@courant/prisma'

import type { ResolvedText } from '../filter/resolve.ts'

/** A stretch of plain text, and whether it is what was looked for. */
export interface TextSegment {
  text: string
  hit: boolean
}

/** Where a text was found in an article. */
export interface Snippets {
  /** The whole of it. */
  headline: TextSegment[]
  /** Up to two passages of lead and body with the most hits. */
  fragments: TextSegment[][]
}

/** Control characters, which no text of an article needs. */
const [begin, end, between] = ['\u0002', '\u0003', '\u0004']
/** Stands for "<": PostgreSQL leaves out what looks like a tag, and an article may well speak of one. */
const lessThan = '\u0005'

/** What to show of articles that hold a text, by article id. */
export async function snippetsOf(
  db: Db,
  articleIds: readonly string[],
  { english, german, simple }: ResolvedText,
): Promise<Map<string, Snippets>> {
  const marks = `StartSel="${begin}", StopSel="${end}"`
  const plain = (text: Prisma.Sql) =>
    Prisma.sql`translate(${text}, ${`<${begin}${end}${between}${lessThan}`}, ${lessThan})`
  const rows = await db.$queryRaw<{ id: string; headline: string; passages: string }[]>(Prisma.sql`
    SELECT a.id,
      ts_headline(t.dictionary::regconfig, ${plain(Prisma.sql`a.headline`)}, q.query,
        ${`HighlightAll=true, ${marks}`}) AS headline,
      ts_headline(t.dictionary::regconfig, ${plain(Prisma.sql`left(concat_ws(E'\n', a.lead, body.text), 100000)`)},
        q.query, ${`MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter="${between}", ${marks}`}) AS passages
    FROM article a JOIN article_text t ON t.article_id = a.id
      CROSS JOIN LATERAL (SELECT (CASE t.dictionary
        WHEN 'english' THEN ${english} WHEN 'german' THEN ${german} ELSE ${simple} END)::tsquery AS query) AS q
      CROSS JOIN LATERAL (
        SELECT string_agg(array_to_string(s.paragraphs, E'\n'), E'\n' ORDER BY s.position) AS text
        FROM section s WHERE s.article_id = a.id) AS body
    WHERE a.id = ANY(${[...articleIds]}::uuid[])`)
  return new Map(
    rows.map(({ id, headline, passages }) => [
      id,
      {
        headline: segmentsOf(headline),
        fragments: passages === '' ? [] : passages.split(between).map(segmentsOf),
      },
    ]),
  )
}

function segmentsOf(marked: string): TextSegment[] {
  return marked
    .replaceAll(lessThan, '<')
    .replaceAll(end, begin)
    .split(begin)
    .map((text, place) => ({ text, hit: place % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
