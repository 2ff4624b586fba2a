import type { Db } from '@courant/prisma'

import type { ArticleDraft, DraftEntity, DraftMention } from './articles/draft.ts'
import { syncKnowledge } from './entities/sync.ts'
import { ensureSource } from './sources/source.ts'

/** The topics that these tests speak of: war and peace with one topic below it, and sport. */
export const topics = [
  { code: '16000000', slug: 'conflict', label: 'conflict', labelDe: 'Konflikt', parentCode: null },
  { code: '20000056', slug: 'war', label: 'war', labelDe: 'Krieg', parentCode: '16000000' },
  { code: '15000000', slug: 'sport', label: 'sport', labelDe: 'Sport', parentCode: null },
].map((topic) => ({ ...topic, retiredAt: null, replacedByCode: null }))

/** A source and the topics, so that drafts can be saved. */
export async function prepare(db: Db): Promise<{ sourceId: string }> {
  await syncKnowledge(db, { hash: 'test', entities: [], topics })
  const source = await ensureSource(db, { slug: 'gazette', name: 'The Gazette' })
  return { sourceId: source.id }
}

export function entity(slug: string, name = slug): DraftEntity {
  return {
    slug,
    name,
    kind: 'ORGANIZATION',
    wikidataId: null,
    description: null,
    aliases: [{ text: name, language: '', caseSensitive: false, ambiguous: false }],
  }
}

export function mention(slug: string): DraftMention {
  return {
    entity: entity(slug),
    spans: [{ part: 'lead', section: null, paragraph: null, start: 0, end: 4, surface: 'Lead' }],
    count: 1,
    salience: 0.5,
    about: true,
    method: 'ALIAS',
    confidence: 1,
  }
}

/** A draft like any other; what a test is about stands in `own`. */
export function draft(
  own: Partial<ArticleDraft> & Pick<ArticleDraft, 'sourceId' | 'key'>,
): ArticleDraft {
  return {
    url: `https://gazette.example/${own.key}`,
    headline: `Headline of ${own.key}`,
    lead: 'Lead of the article.',
    byline: null,
    language: 'en',
    imageUrl: null,
    statedAt: new Date('2026-01-01T12:00:00Z'),
    sections: [{ crosshead: null, paragraphs: ['First paragraph.', 'Second paragraph.'] }],
    mentions: [],
    topics: [],
    takeaways: [],
    ...own,
  }
}
