import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import type { Asked } from '../feed/shapes.ts'
import { listen } from './serve.ts'
import { pageSql, query } from './sql.ts'

/** A page as PostgreSQL itself writes it, in one statement. */
const page = `json_build_object('id', a.id, 'headline', a.headline, 'lead', a.lead, 'url', a.url,
  'language', a.language, 'publishedAt', a.published_at,
  'source', (SELECT json_build_object('slug', s.slug, 'name', s.name) FROM source s WHERE s.id = a.source_id),
  'takeaways', (SELECT coalesce(json_agg(json_build_object('text', t.text) ORDER BY t.position), '[]')
    FROM takeaway t WHERE t.article_id = a.id),
  'actors', (SELECT coalesce(json_agg(json_build_object('count', m.count, 'about', m.about, 'entity',
      json_build_object('slug', e.slug, 'name', e.name, 'kind', e.kind)) ORDER BY m.salience DESC, e.id), '[]')
    FROM mention m JOIN entity e ON e.id = m.entity_id WHERE m.article_id = a.id),
  'topics', (SELECT coalesce(json_agg(json_build_object('score', t.score, 'topic',
      json_build_object('slug', o.slug, 'label', o.label)) ORDER BY t.score DESC, o.id), '[]')
    FROM article_topic t JOIN topic o ON o.id = t.topic_id WHERE t.article_id = a.id AND t.direct))::text AS json`

await listen(
  createServer((request, response) => {
    const answer = async () => {
      const { text: sql, values } = pageSql(JSON.parse(await text(request)) as Asked, page)
      const rows = await query<{ json: string }>(sql, values)
      const body = `{"articles":[${rows.map(({ json }) => json).join(',')}]}`
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    }
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)))
  }),
)
