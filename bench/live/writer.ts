import pg from 'pg'

import { now } from './clock.ts'

/** Writes as whoever saves articles does, with as little before and after as can be. */
export interface Writer {
  /**
   * Writes that an article was added, and rings. Returns when the commit had returned, before the ring: how
   * long the disk takes is no matter of who brings the article to its readers.
   */
  commitEvent(headline: string): Promise<number>
  close(): Promise<void>
}

export async function createWriter(url: string): Promise<Writer> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    async commitEvent(headline) {
      await client.query({
        name: 'commit',
        text: `INSERT INTO article_event (kind, article_id, revision)
               SELECT 'ADDED', id, 1 FROM article WHERE headline = $1`,
        values: [headline],
      })
      const begun = now()
      await client.query({ name: 'ring', text: `SELECT pg_notify('courant_article_event', '')` })
      return begun
    },
    close: () => client.end(),
  }
}
