import { sizes } from './pools.ts'

/** Articles come evenly over so long, the last one now. */
const years = 3

/** Between 0 and 1, always the same of a number and a seed. */
const unit = (seed: number) =>
  `((hashint8extended(n, ${seed}) & 9007199254740991)::float8 / 9007199254740992)`
const evenly = (size: number, seed: number) => `floor(${unit(seed)} * ${size})::int`
const logUniform = (size: number, seed: number) =>
  `(floor(exp(${unit(seed)} * ln(${size + 1}::float8)))::int - 1)`
const uuid = (ms: string, of: string) =>
  `(lpad(to_hex(${ms}), 12, '0') || '7' || substr(md5(${of}), 1, 3) || '8' || substr(md5(${of}), 4, 15))::uuid`

/** Of ten articles in a row, five stand alone, two tell one story and three another. */
const storyOf = `n / 10 * 10 + (ARRAY[0, 1, 2, 3, 4, 5, 5, 7, 7, 7])[n % 10 + 1]`

/**
 * What each article is made of: a row each, numbered from 0, the oldest first. No two are of one
 * millisecond up to 90 million of them.
 */
export function plan(articles: number): string {
  const step = (years * 365 * 86_400_000) / articles
  const writtenAt = (number: string) =>
    `((extract(epoch FROM now()) * 1000)::bigint - ((${articles} - 1 - ${number}) * ${step}::float8)::bigint)`
  return `
    CREATE UNLOGGED TABLE bench_article AS
    SELECT n, ${uuid('ms', "'article' || n")} AS id, (ms << 20) + n % 1048576 AS feed_key,
      to_timestamp(ms / 1000.0) AS published_at, story, ${uuid(writtenAt('story'), "'story' || story")} AS story_id,
      s.id AS source_id, s.language,
      ARRAY[${[1, 2, 3, 4, 5].map((seed) => logUniform(sizes.actors, seed)).join(', ')}] AS actors,
      ARRAY[${[6, 7].map((seed) => logUniform(sizes.topics, seed)).join(', ')}] AS topics,
      ${evenly(sizes.titles, 8)} AS title, ${evenly(sizes.leads, 9)} AS lead,
      ARRAY[${[10, 11, 12, 13].map((seed) => evenly(sizes.paragraphs, seed)).join(', ')}] AS paragraphs
    FROM (
      SELECT n, ${storyOf} AS story, ${writtenAt('n')} AS ms
      FROM generate_series(0, ${articles - 1}::bigint) AS n) AS numbered
    JOIN bench_source s ON s.rank = ${evenly(sizes.sources, 14)}`
}

const text = (alias: string, kind: string, rank: string) =>
  `JOIN bench_text ${alias} ON ${alias}.kind = '${kind}' AND ${alias}.rank = ${rank}`
const each = [1, 2, 3, 4]
const paragraphs = each.map((at) => text(`p${at}`, 'paragraph', `b.paragraphs[${at}]`)).join(' ')
/** Paragraphs one to four name the second to fifth actor. */
const said = each.map((at) => text(`s${at}`, 'said', `b.actors[${at + 1}]`)).join(' ')
const title = text('t', 'title', 'b.title')
const lead = text('l', 'lead', 'b.lead')

const spans = `
  jsonb_agg(CASE m.place
    WHEN 1 THEN jsonb_build_object('part', 'headline', 'section', NULL, 'paragraph', NULL, 'start', 0,
      'end', length(a.name), 'surface', a.name)
    ELSE jsonb_build_object('part', 'paragraph', 'section', (m.place - 2) / 2, 'paragraph', (m.place - 2) % 2,
      'start', length(p.text) + 1, 'end', length(p.text) + 1 + length(a.name), 'surface', a.name) END)`

const section = `
  INSERT INTO section (article_id, position, crosshead, paragraphs)
  SELECT b.id, part, CASE part WHEN 1 THEN initcap(t.text) END, CASE part
    WHEN 0 THEN ARRAY[${[1, 2].map((at) => `p${at}.text || ' ' || s${at}.text`).join(', ')}]
    ELSE ARRAY[${[3, 4].map((at) => `p${at}.text || ' ' || s${at}.text`).join(', ')}] END
  FROM bench_article b ${title} ${paragraphs} ${said} CROSS JOIN generate_series(0, 1) AS part
  ORDER BY n, part`

/** Of headline and lead, and of the body, with the crosshead before its second half. */
const words = (language: string, bodies: boolean) => {
  const body = each.map(
    (at) => `${at === 3 ? `t.${language} || ` : ''}p${at}.${language} || s${at}.${language}`,
  )
  const headline = `setweight(to_tsvector('${language}', a.name) || t.${language}, 'A')`
  return [headline, `setweight(l.${language}, 'B')`, ...(bodies ? body : [])].join(' || ')
}

/**
 * Statements that may run side by side, each the whole of a table, with what `saveArticles` would write.
 * @param bodies whether articles have sections, and whatever points into them: spans, evidence, words
 */
export const tablesOf = (bodies: boolean): Record<string, string> => ({
  article: `
    INSERT INTO article (id, source_id, key, url, headline, lead, language, stated_at, published_at,
      ingested_at, content_hash, feed_key, story_id)
    SELECT b.id, b.source_id, 'bench-' || b.n, 'https://wire.example/' || b.n, a.name || ' ' || t.text,
      l.text, b.language, b.published_at, b.published_at, b.published_at,
      sha256(('bench' || b.n)::bytea), b.feed_key, b.story_id
    FROM bench_article b JOIN bench_actor a ON a.rank = b.actors[1] ${title} ${lead} ORDER BY n`,
  ...(bodies && { section }),
  takeaway: `
    INSERT INTO takeaway (id, article_id, position, text, origin, evidence_quote, evidence_section,
      evidence_paragraph, evidence_start, evidence_end, evidence_revision)
    SELECT (left(b.id::text, 14) || '7' || substr(md5(b.n || 'takeaway' || at), 1, 3) || '-8' ||
        substr(md5(b.n || 'takeaway' || at), 4, 3) || '-' || substr(md5(b.n || 'takeaway' || at), 7, 12))::uuid,
      b.id, at, left(p.text, p.quote), 'EXTRACTED',
      ${bodies ? 'left(p.text, p.quote), at / 2, at % 2, 0, p.quote, 1' : 'NULL, NULL, NULL, NULL, NULL, NULL'}
    FROM bench_article b CROSS JOIN generate_series(0, 2) AS at
      ${text('p', 'paragraph', 'b.paragraphs[at + 1]')} ORDER BY n, at`,
  mention: `
    INSERT INTO mention (article_id, entity_id, feed_key, count, salience, about, method, confidence, spans)
    SELECT b.id, a.id, b.feed_key, count(*), 0.2 + 0.6 / min(m.place), min(m.place) = 1, 'ALIAS', 0.9,
      ${bodies ? spans : `'[]'::jsonb`}
    FROM bench_article b CROSS JOIN LATERAL unnest(b.actors) WITH ORDINALITY AS m(rank, place)
      JOIN bench_actor a ON a.rank = m.rank
      ${bodies ? `LEFT JOIN bench_text p ON p.kind = 'paragraph' AND p.rank = b.paragraphs[m.place - 1]` : ''}
    GROUP BY b.n, b.id, b.feed_key, a.id ORDER BY b.n`,
  article_topic: `
    INSERT INTO article_topic (article_id, topic_id, feed_key, score, cues, direct)
    SELECT DISTINCT ON (b.n, o.topic_id) b.id, o.topic_id, b.feed_key, 0.9 / m.place,
      CASE WHEN o.direct THEN ARRAY[t.cue] ELSE '{}' END, o.direct
    FROM bench_article b CROSS JOIN LATERAL unnest(b.topics) WITH ORDINALITY AS m(rank, place)
      JOIN bench_topic t ON t.rank = m.rank
      CROSS JOIN LATERAL (VALUES (t.id, true), (t.parent_id, false)) AS o(topic_id, direct)
    WHERE o.topic_id IS NOT NULL
    ORDER BY b.n, o.topic_id, o.direct DESC, m.place`,
  article_text: `
    INSERT INTO article_text (article_id, feed_key, dictionary, document)
    SELECT b.id, b.feed_key, text_dictionary(b.language), CASE b.language
      WHEN 'de' THEN ${words('german', bodies)} ELSE ${words('english', bodies)} END
    FROM bench_article b JOIN bench_actor a ON a.rank = b.actors[1] ${title} ${lead}
      ${bodies ? `${paragraphs} ${said}` : ''}
    ORDER BY n`,
  story: `
    INSERT INTO story (id, lead_article_id, first_seen_at, last_seen_at, article_count, source_count)
    SELECT story_id, min(id::text)::uuid, min(published_at), max(published_at), count(*),
      count(DISTINCT source_id)
    FROM bench_article GROUP BY story_id`,
})

const days = (list: string, table: string, about = '0') =>
  `SELECT ${list}, feed_day(feed_key), count(*), ${about} FROM ${table} GROUP BY 1, 2`

/** What the triggers would have counted. */
export const rollups = `
  INSERT INTO posting_day (list_id, day, articles, about)
  SELECT * FROM (
    ${days('entity_id', 'mention', 'count(*) FILTER (WHERE about)')}
    UNION ALL ${days('topic_id', 'article_topic')}
    UNION ALL ${days('source_id', 'article')}
    UNION ALL ${days('language_list(language)', 'article')}
    UNION ALL ${days(`'00000000-0000-0000-0000-000000000000'::uuid`, 'article')}) AS counted
  ORDER BY 1, 2;
  INSERT INTO posting_period (list_id, period)
  SELECT DISTINCT list_id, day >> 5 FROM posting_day ORDER BY 1, 2;
  INSERT INTO posting_total (list_id, articles, about)
  SELECT list_id, sum(articles), sum(about) FROM posting_day GROUP BY list_id`

/** Old events are dropped by age, so the log holds those of the newest articles, each ADDED and PLACED. */
export const events = `
  INSERT INTO article_event (kind, article_id, revision, created_at)
  SELECT kind::"ArticleEventKind", id, 1, now()
  FROM (SELECT * FROM bench_article ORDER BY n DESC LIMIT 10000) AS b
    CROSS JOIN (VALUES ('ADDED', 0), ('PLACED', 1)) AS k(kind, place) ORDER BY n, place`

/** The worker has nothing left to do for them. */
export const caughtUp = `
  UPDATE story_progress SET (xid, seq, articles) = (
    SELECT max(xid), max(seq), (SELECT count(*) FROM article) FROM article_event);
  UPDATE webhook_progress SET (xid, seq) = (SELECT max(xid), max(seq) FROM article_event)`
