import { createHash } from 'node:crypto'
import { once } from 'node:events'

import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { capitalised, rankOf, randomOf, sentenceOf, vocabulary } from './words.ts'

/** What articles are put together from. */
export const sizes = {
  actors: 20_000,
  topics: 140,
  /** Of the topics, those that others are below. */
  fields: 20,
  sources: 50,
  paragraphs: 20_000,
  leads: 5_000,
  titles: 20_000,
} as const

const kinds = ['PERSON', 'ORGANIZATION', 'COUNTRY', 'PLACE'] as const

/** Always the same one for a name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `01900000-0000-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

/** Sources, actors with their names and topics, and the pools of text, in tables that begin with `bench_`. */
export async function writePools(client: pg.Client): Promise<void> {
  const random = randomOf(20_261_124)
  const words = vocabulary(20_000, random)
  const name = (at: number) => capitalised(words[(at * 7 + 11) % words.length]!)

  await client.query(`
    CREATE UNLOGGED TABLE bench_actor (rank int PRIMARY KEY, id uuid, name text);
    CREATE UNLOGGED TABLE bench_topic (rank int PRIMARY KEY, id uuid, parent_id uuid, cue text);
    CREATE UNLOGGED TABLE bench_source (rank int PRIMARY KEY, id uuid, language text);
    CREATE UNLOGGED TABLE bench_text (kind text, rank int, text text, quote int, english tsvector,
      german tsvector, PRIMARY KEY (kind, rank))`)

  await copy(client, 'source (id, slug, name, site_url, feed_url, language)', function* () {
    for (let at = 0; at < sizes.sources; at += 1) {
      const slug = `wire-${at}`
      const site = `https://${slug}.example/`
      yield [idOf(slug), slug, `${name(at)} Wire`, site, `${site}feed`, languageOf(at)]
    }
  })
  await copy(client, 'bench_source', function* () {
    for (let at = 0; at < sizes.sources; at += 1) yield [at, idOf(`wire-${at}`), languageOf(at)]
  })
  await copy(client, 'entity (id, slug, name, kind, description)', function* () {
    for (let at = 0; at < sizes.actors; at += 1) {
      const kind = kinds[at % kinds.length]
      const described = at % 3 === 0 ? `Known for ${words[at % words.length]}` : null
      yield [idOf(`actor-${at}`), `actor-${at}`, `${name(at)} ${name(at * 3 + 1)}`, kind, described]
    }
  })
  await client.query(`
    INSERT INTO bench_actor SELECT split_part(slug, '-', 2)::int, id, name FROM entity;
    INSERT INTO entity_alias (entity_id, text) SELECT id, name FROM bench_actor`)
  await copy(client, 'topic (id, code, slug, label, label_de, parent_id)', function* () {
    for (let at = 0; at < sizes.topics; at += 1) {
      const code = String(90_000_000 + at)
      const parent = at < sizes.fields ? null : idOf(`topic-${at % sizes.fields}`)
      yield [idOf(`topic-${at}`), code, `topic-${at}`, name(at), `${name(at)}e`, parent]
    }
  })
  // Fields are as popular as what is below them: every seventh rank is one.
  await client.query(`
    INSERT INTO bench_topic
    SELECT row_number() OVER (ORDER BY (split_part(slug, '-', 2)::int * 37) % ${sizes.topics}) - 1, id,
      parent_id, lower(label) FROM topic`)
  await copy(client, 'bench_text (kind, rank, text, quote)', function* () {
    for (let at = 0; at < sizes.paragraphs; at += 1) {
      const sentences = Array.from({ length: 3 }, () =>
        sentenceOf(words, 10 + rankOf(12, random), random),
      )
      yield ['paragraph', at, sentences.join(' '), sentences[0]!.length]
    }
    for (let at = 0; at < sizes.leads; at += 1) {
      const text = `${sentenceOf(words, 14, random)} ${sentenceOf(words, 9, random)}`
      yield ['lead', at, text, text.indexOf('.') + 1]
    }
    for (let at = 0; at < sizes.titles; at += 1) {
      const title = sentenceOf(words, 5 + rankOf(5, random), random)
        .slice(0, -1)
        .toLowerCase()
      yield ['title', at, title, 0]
    }
    for (let at = 0; at < sizes.actors; at += 1) {
      yield ['said', at, `${name(at)} ${name(at * 3 + 1)} agreed.`, 0]
    }
  })
  await client.query(`
    UPDATE bench_text SET english = to_tsvector('english', text), german = to_tsvector('german', text)`)
  await client.query('VACUUM ANALYZE bench_text')
}

/** Three sources of ten write German. */
function languageOf(source: number): string {
  return source % 10 < 3 ? 'de' : 'en'
}

type Value = string | number | null | undefined

async function copy(
  client: pg.Client,
  into: string,
  rows: () => Generator<readonly Value[]>,
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${into} FROM STDIN`))
  for (const row of rows()) {
    const line = row.map((value) => (value === null ? '\\N' : String(value))).join('\t')
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}
