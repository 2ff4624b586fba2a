import type pg from 'pg'

/** Which articles, in the terms that every peer is given: slugs. */
export interface Asked {
  actorsAll?: string[]
  actorsAny?: string[]
  topicsAll?: string[]
  topicsNone?: string[]
  text?: string
  /** Where a deep page begins: how many articles are newer, and the feed key of the last of them. */
  after?: { skipped: number; feedKey: string }
}

export interface Shape {
  name: string
  kind: 'page' | 'facets' | 'timeline'
  asked: Asked
}

export const pageSize = 20

/** How many articles are newer than a deep page. */
const deep = 5_000

/** What is asked for, of the archive as it is: who is common and what is rare is counted in it. */
export async function shapesOf(client: pg.Client): Promise<Shape[]> {
  const slugsBy = async (kind: 'entity' | 'topic') => {
    const list = kind === 'entity' ? 'mention' : 'article_topic'
    const { rows } = await client.query<{ slug: string; count: number }>(
      `SELECT slug, count(*)::int AS count FROM ${list} JOIN ${kind} ON ${kind}.id = ${kind}_id
       WHERE feed_key > coalesce((SELECT feed_key FROM article ORDER BY feed_key DESC OFFSET 50000 LIMIT 1), 0)
       GROUP BY slug ORDER BY count(*) DESC, slug`,
    )
    return rows
  }
  const actors = await slugsBy('entity')
  const topics = await slugsBy('topic')
  const commonActor = actors[0]!.slug
  // A hundred articles of a million: with the common topic too they fill a page, whatever the archive's size.
  const rareActor = actors.find(({ count }) => count <= 8)!.slug
  const otherActors = [actors[5]!, actors[40]!].map(({ slug }) => slug)
  const [commonTopic, otherTopic] = topics.map(({ slug }) => slug) as [string, string]
  const rareTopic = topics.at(-1)!.slug
  const never = await neverTogether(client, actors.slice(200, 2_000))
  const text = await frequentWord(client)
  const { rows } = await client.query<{ feedKey: string }>(
    `SELECT feed_key::text AS "feedKey" FROM article ORDER BY feed_key DESC OFFSET ${deep - 1} LIMIT 1`,
  )
  const page = (name: string, asked: Asked): Shape => ({ name, kind: 'page', asked })
  const both = { actorsAll: [commonActor], topicsAll: [commonTopic] }
  return [
    page('unfiltered', {}),
    page('common actor', { actorsAll: [commonActor] }),
    page('rare actor', { actorsAll: [rareActor] }),
    page('common actor and common topic', both),
    page('common actor and rare topic', { ...both, topicsAll: [rareTopic] }),
    page('rare actor and common topic', { ...both, actorsAll: [rareActor] }),
    page('two actors who never meet', { actorsAll: never }),
    page('3 actors any, topic none', {
      actorsAny: [commonActor, ...otherActors],
      topicsNone: [otherTopic],
    }),
    page('deep page', { after: { skipped: deep, feedKey: rows[0]!.feedKey } }),
    page('text', { text }),
    { name: 'facets, unfiltered', kind: 'facets', asked: {} },
    { name: 'facets, common actor', kind: 'facets', asked: { actorsAll: [commonActor] } },
    { name: 'facets, common actor and topic', kind: 'facets', asked: both },
    { name: 'timeline, unfiltered', kind: 'timeline', asked: {} },
    { name: 'timeline, common actor', kind: 'timeline', asked: { actorsAll: [commonActor] } },
  ]
}

/** Two actors, each of many articles, of whom no article names both. */
async function neverTogether(
  client: pg.Client,
  actors: readonly { slug: string }[],
): Promise<string[]> {
  for (const [at, { slug }] of actors.entries()) {
    const other = actors[at + 1]!.slug
    const { rows } = await client.query(
      `SELECT FROM mention a JOIN mention b USING (article_id)
       WHERE a.entity_id = (SELECT id FROM entity WHERE slug = $1)
         AND b.entity_id = (SELECT id FROM entity WHERE slug = $2) LIMIT 1`,
      [slug, other],
    )
    if (rows.length === 0) return [slug, other]
  }
  throw new Error('All actors meet each other.')
}

/** One that some articles in a hundred hold. */
async function frequentWord(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ word: string }>(
    `SELECT word FROM ts_stat($$SELECT document FROM article_text
       WHERE dictionary = 'english' ORDER BY feed_key DESC LIMIT 2000$$)
     WHERE ndoc BETWEEN 40 AND 60 ORDER BY word LIMIT 1`,
  )
  return rows[0]!.word
}
