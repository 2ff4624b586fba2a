import type { Db, Source } from '@courant/prisma'

export interface SourceDraft {
  slug: string
  name: string
  siteUrl?: string | null
  feedUrl?: string | null
  language?: string | null
}

/**
 * The source with this feed address, else with this slug; made if there is none. One that is there
 * keeps its name and learns only what it lacked. A slug that another feed already has gets a number.
 */
export async function ensureSource(db: Db, draft: SourceDraft): Promise<Source> {
  const known = await findSource(db, draft)
  if (known) {
    const learned = {
      siteUrl: known.siteUrl ?? draft.siteUrl ?? null,
      feedUrl: known.feedUrl ?? draft.feedUrl ?? null,
      language: known.language ?? draft.language ?? null,
    }
    const isNews = (['siteUrl', 'feedUrl', 'language'] as const).some(
      (key) => learned[key] !== known[key],
    )
    return isNews ? db.source.update({ where: { id: known.id }, data: learned }) : known
  }
  const slug = await freeSlug(db, draft.slug)
  // Two processes may make the same source at the same moment; the loser finds the winner's.
  await db.source.createMany({ data: [{ ...draft, slug }], skipDuplicates: true })
  return (await findSource(db, { ...draft, slug }))!
}

async function findSource(db: Db, { feedUrl, slug }: SourceDraft): Promise<Source | null> {
  const byFeed = feedUrl ? await db.source.findUnique({ where: { feedUrl } }) : null
  if (byFeed) return byFeed
  const bySlug = await db.source.findUnique({ where: { slug } })
  const isAnother = feedUrl && bySlug?.feedUrl && bySlug.feedUrl !== feedUrl
  return isAnother ? null : bySlug
}

async function freeSlug(db: Db, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!(await db.source.findUnique({ where: { slug } }))) return slug
  }
}

export async function allSources(db: Db): Promise<Source[]> {
  return db.source.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

export async function sourcesById(db: Db, ids: readonly string[]): Promise<Map<string, Source>> {
  const rows = await db.source.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
