import { type Db, Prisma, type Source } from '@courant/prisma'

import { hold } from '../advisory-lock.ts'
import { CourantError } from '../errors.ts'
import { newId } from '../id.ts'
import type { Transaction } from '../transaction.ts'

export interface SourceDraft {
  slug: string
  name: string
  siteUrl?: string | null
  feedUrl?: string | null
  language?: string | null
  folder?: string | null
  fullText?: boolean
}

/** A source, and whether it was made just now. */
export interface EnsuredSource {
  source: Source
  created: boolean
}

/** UTF-16 units. An index entry has to fit on a third of a database page. */
const longestAddress = 2_000
/** "srcs" */
const makingLock = 0x73726373
/** Milliseconds; thousands of sources take less than one second. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

/**
 * The sources with these feed addresses, else with these slugs; those that are not there are made. One
 * that is there keeps its name and learns only what it lacked. A slug that another publisher already has
 * gets a number. A few statements, however many they are.
 * @returns an entry per draft, in the order given; the second of two with one feed finds the first
 * @throws {CourantError} BAD_ADDRESS: a feed's address is too long
 */
export async function ensureSources(
  db: Db,
  drafts: readonly SourceDraft[],
): Promise<EnsuredSource[]> {
  if (drafts.some(({ feedUrl }) => feedUrl && feedUrl.length > longestAddress)) {
    const problem = `The address of a feed has at most ${longestAddress} characters.`
    throw new CourantError('BAD_ADDRESS', problem, 'url')
  }
  const plan = plans(drafts, await whatIsThere(db, drafts))
  if (plan.made.length === 0 && plan.learned.length === 0) {
    return plan.sources.map((source) => ({ source, created: false }))
  }
  return db.$transaction((tx) => ensure(tx, drafts), longTransaction)
}

/** The one source of a draft; see `ensureSources`. */
export async function ensureSource(db: Db, draft: SourceDraft): Promise<Source> {
  const [ensured] = await ensureSources(db, [draft])
  return ensured!.source
}

async function ensure(tx: Transaction, drafts: readonly SourceDraft[]): Promise<EnsuredSource[]> {
  // Whoever makes sources waits for others who do; then there is no race for a slug, nor a deadlock.
  await hold(tx, makingLock)
  const plan = plans(drafts, await whatIsThere(tx, drafts))
  await insert(tx, plan.made)
  await learn(tx, plan.learned)
  const rows = await tx.source.findMany({ where: { id: { in: plan.sources.map(({ id }) => id) } } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const fresh = new Set(plan.made.map(({ id }) => id))
  return plan.sources.map(({ id }) => {
    const source = byId.get(id)
    if (!source) throw new Error(`The source ${id} was changed meanwhile.`)
    // Of several drafts of one new source, the first has made it.
    return { source, created: fresh.delete(id) }
  })
}

/** The sources that drafts may mean, and the slugs that are taken. */
interface WhatIsThere {
  sources: Source[]
  takenSlugs: Set<string>
}

async function whatIsThere(
  db: Db | Transaction,
  drafts: readonly SourceDraft[],
): Promise<WhatIsThere> {
  const feeds = drafts.flatMap(({ feedUrl }) => feedUrl ?? [])
  const slugs = drafts.map(({ slug }) => slug)
  const sources = await db.source.findMany({
    where: { OR: [{ feedUrl: { in: feeds } }, { slug: { in: slugs } }] },
  })
  const taken = await db.$queryRaw<{ slug: string }[]>(Prisma.sql`
    SELECT slug FROM source
    WHERE slug = ANY(${slugs}) OR regexp_replace(slug, '-[0-9]+$', '') = ANY(${slugs})`)
  return { sources, takenSlugs: new Set(taken.map(({ slug }) => slug)) }
}

/** What a source is to be. */
type Planned = Pick<
  Source,
  'id' | 'slug' | 'name' | 'siteUrl' | 'feedUrl' | 'language' | 'folder' | 'fullText'
>

function plans(drafts: readonly SourceDraft[], { sources, takenSlugs }: WhatIsThere) {
  const known = new Map<string, Planned>(sources.map((source) => [source.id, source]))
  const byFeed = new Map(sources.map((source) => [source.feedUrl, source.id]))
  const bySlug = new Map(sources.map((source) => [source.slug, source.id]))
  const made = new Map<string, Planned>()
  const learned = new Map<string, Planned>()
  const taken = new Set(takenSlugs)

  const meant = ({ feedUrl, slug, siteUrl }: SourceDraft): Planned | undefined => {
    const ofFeed = feedUrl ? byFeed.get(feedUrl) : undefined
    if (ofFeed) return known.get(ofFeed)
    const ofSlug = known.get(bySlug.get(slug) ?? '')
    if (!ofSlug) return undefined
    const otherFeed = feedUrl && ofSlug.feedUrl && ofSlug.feedUrl !== feedUrl
    return otherFeed || areOtherSites(siteUrl, ofSlug.siteUrl) ? undefined : ofSlug
  }
  const ids = drafts.map((draft) => {
    const source = meant(draft)
    const planned = source ? withNews(source, draft) : newSource(draft, freeSlug(taken, draft.slug))
    if (planned !== source) {
      if (source && !made.has(source.id)) learned.set(planned.id, planned)
      else made.set(planned.id, planned)
    }
    known.set(planned.id, planned)
    if (planned.feedUrl) byFeed.set(planned.feedUrl, planned.id)
    bySlug.set(planned.slug, planned.id)
    taken.add(planned.slug)
    return planned.id
  })
  const found = new Map(sources.map((source) => [source.id, source]))
  return {
    made: [...made.values()],
    learned: [...learned.values()],
    /** One a draft; a whole row where nothing is to be written. */
    sources: ids.map((id) => (found.get(id) ?? known.get(id)) as Source),
  }
}

/** Two publishers may have one name. */
function areOtherSites(one: string | null | undefined, other: string | null): boolean {
  if (!one || !other || !URL.canParse(one) || !URL.canParse(other)) return false
  const hostOf = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return hostOf(one) !== hostOf(other)
}

function newSource(draft: SourceDraft, slug: string): Planned {
  const { name, siteUrl = null, feedUrl = null, language = null } = draft
  const { folder = null, fullText = false } = draft
  return { id: newId(), slug, name, siteUrl, feedUrl, language, folder, fullText }
}

/** The very same object where there is no news. */
function withNews(known: Planned, draft: SourceDraft): Planned {
  const learned = {
    siteUrl: known.siteUrl ?? draft.siteUrl ?? null,
    feedUrl: known.feedUrl ?? draft.feedUrl ?? null,
    language: known.language ?? draft.language ?? null,
  }
  const isNews = (['siteUrl', 'feedUrl', 'language'] as const).some(
    (key) => learned[key] !== known[key],
  )
  return isNews ? { ...known, ...learned } : known
}

function freeSlug(taken: ReadonlySet<string>, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}

const columns = Prisma.sql`(id uuid, slug text, name text, site_url text, feed_url text, language text,
  folder text, full_text boolean)`

function rowsOf(sources: readonly Planned[]): string {
  return JSON.stringify(
    sources.map(({ siteUrl, feedUrl, fullText, ...same }) => {
      const { id, slug, name, language, folder } = same
      const renamed = { site_url: siteUrl, feed_url: feedUrl, full_text: fullText }
      return { id, slug, name, language, folder, ...renamed }
    }),
  )
}

async function insert(tx: Transaction, made: readonly Planned[]): Promise<void> {
  if (made.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO source (id, slug, name, site_url, feed_url, language, folder, full_text)
    SELECT * FROM jsonb_to_recordset(${rowsOf(made)}::jsonb) AS r${columns}`)
}

async function learn(tx: Transaction, learned: readonly Planned[]): Promise<void> {
  if (learned.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE source s SET site_url = r.site_url, feed_url = r.feed_url, language = r.language
    FROM jsonb_to_recordset(${rowsOf(learned)}::jsonb) AS r${columns}
    WHERE s.id = r.id`)
}
