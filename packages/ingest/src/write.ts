import { createHash, randomUUID } from 'node:crypto'

import {
  addArticle,
  type Claim,
  CourantError,
  ensureSource,
  findNode,
  requireSources,
  rewriteArticle,
  unknownArticle,
} from '@courant/feed'
import type { Article, Db, Source } from '@courant/prisma'

import type { ParsedArticle, ParsedSection } from './article.ts'
import { IngestError } from './errors.ts'
import { identify } from './identify.ts'
import { writeKnowledge } from './knowledge.ts'
import type { Model } from './model/model.ts'
import { readDocument } from './reading/read-document.ts'
import { draftFor } from './save.ts'
import { sourceOf } from './source.ts'
import { tidyArticle } from './tidy.ts'

/** An article's parts, as an editor writes them; what is not given is empty. */
export interface WrittenArticle {
  headline: string
  lead?: string | null
  byline?: string | null
  language?: string | null
  imageUrl?: string | null
  publishedAt?: Date | null
  sections?: readonly WrittenSection[] | null
  takeaways?: readonly string[] | null
  /** Where it is read; null for one that is read here alone. */
  url?: string | null
}

export interface WrittenSection {
  crosshead?: string | null
  paragraphs: readonly string[]
}

/** The source that an article belongs to: one that is there, or one of this name. */
export type OfSource = { source: string } | { sourceName: string }

/**
 * Saves an article that somebody wrote, enriched like any other.
 * @param written its parts, or its text as `ingestDocument` reads plain text
 * @param options.claim to do it once; see `once`
 * @returns its id
 * @throws {CourantError} UNKNOWN_SOURCE; BAD_ARTICLE: without a headline; ARTICLE_EXISTS; what `once` throws
 * @throws {IngestError} BAD_TEXT
 */
export async function writeArticle(
  db: Db,
  of: OfSource,
  written: WrittenArticle | { text: string },
  { claim = null, model = null }: { claim?: Claim | null; model?: Model | null } = {},
): Promise<string> {
  const article = 'text' in written ? await readText(written.text) : parsedOf(written)
  const source = await sourceFor(db, of)
  await writeKnowledge(db)
  // Whoever asks again with the same key means the same article, though the answer to the first was lost.
  const guid =
    article.guid ?? (article.url ? null : `courant:${claim ? nameOf(claim) : randomUUID()}`)
  const placed = { article: checked({ ...article, guid }), source, fileUrl: null }
  const [identified] = await identify(db, [placed], null)
  const draft = await draftFor(identified!, { model })
  return (await addArticle(db, draft, claim)).articleId
}

function nameOf({ ownerId, key }: Claim): string {
  return createHash('sha256').update(`${ownerId} ${key}`).digest('hex')
}

async function sourceFor(db: Db, of: OfSource): Promise<Source> {
  if ('source' in of) return (await requireSources(db, [of.source], 'source'))[0]!
  const nothing = { name: null, siteUrl: null, feedUrl: null, language: null }
  return ensureSource(db, sourceOf(nothing, of.sourceName))
}

async function readText(text: string): Promise<ParsedArticle> {
  const { format, articles } = await readDocument({ name: 'input.text', content: text })
  if (format === 'text') return articles[0]!
  throw new IngestError('BAD_TEXT', `this is no plain text but a ${format}`, {
    document: 'input.text',
  })
}

function parsedOf(written: WrittenArticle): ParsedArticle {
  return {
    guid: null,
    url: written.url ?? null,
    headline: written.headline,
    lead: written.lead ?? '',
    byline: written.byline ?? null,
    publishedAt: written.publishedAt ?? null,
    language: written.language ?? null,
    imageUrl: written.imageUrl ?? null,
    categories: [],
    sections: sectionsOf(written.sections ?? []),
    takeaways: [...(written.takeaways ?? [])],
  }
}

function sectionsOf(sections: readonly WrittenSection[]): ParsedSection[] {
  return sections.map(({ crosshead, paragraphs }) => ({
    crosshead: crosshead ?? null,
    paragraphs: [...paragraphs],
  }))
}

/** @throws {CourantError} BAD_ARTICLE */
function checked(article: ParsedArticle): ParsedArticle {
  const tidy = tidyArticle(article)
  if (tidy.headline !== '') return tidy
  throw new CourantError('BAD_ARTICLE', 'An article has a headline.', 'headline')
}

/** What to change of an article; what is not given stays. */
export type ArticleChanges = Partial<Omit<WrittenArticle, 'url' | 'headline'>> & {
  headline?: string | null
  /** The revision that was read before: it is refused where there is a later one. */
  revision?: number | null
}

/** Somebody else may revise the article while this revision of it is made; then it is made anew. */
const attempts = 5

/**
 * Makes a revision of an article. From then on what its source says of it changes nothing.
 * @throws {CourantError} UNKNOWN_ARTICLE, BAD_ARTICLE; STALE_REVISION: it was revised since it was read
 */
export async function rewrite(
  db: Db,
  id: string,
  changes: ArticleChanges,
  { model = null }: { model?: Model | null } = {},
): Promise<void> {
  await writeKnowledge(db)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { base, source, article } = await asItReads(db, id)
    if (changes.revision != null && changes.revision !== base.revision) throw stale(base)
    const placed = {
      article: checked(withChanges(article, changes)),
      source,
      key: base.key,
      matchHeadline: false,
      url: base.url,
      assumedAt: null,
    }
    if (await rewriteArticle(db, base, await draftFor(placed, { model }))) return
  }
  throw new CourantError('STALE_REVISION', 'Others revise this article just now. Try again.', 'id')
}

function stale({ revision }: Article): CourantError {
  const problem = `The article has revision ${revision} by now. Read that, and change it.`
  return new CourantError('STALE_REVISION', problem, 'revision')
}

function withChanges(article: ParsedArticle, changes: ArticleChanges): ParsedArticle {
  const { headline, lead, byline, language, imageUrl, publishedAt, sections, takeaways } = changes
  return {
    ...article,
    headline: headline ?? article.headline,
    lead: lead ?? article.lead,
    byline: byline ?? article.byline,
    language: language ?? article.language,
    imageUrl: imageUrl ?? article.imageUrl,
    publishedAt: publishedAt ?? article.publishedAt,
    sections: sections ? sectionsOf(sections) : article.sections,
    takeaways: takeaways ? [...takeaways] : article.takeaways,
  }
}

async function asItReads(
  db: Db,
  id: string,
): Promise<{ base: Article; source: Source; article: ParsedArticle }> {
  const node = await findNode(db, id)
  const found =
    node?.type === 'Article' &&
    (await db.article.findUnique({
      where: { id },
      include: {
        source: true,
        sections: { orderBy: { position: 'asc' } },
        takeaways: { where: { origin: 'PUBLISHER' }, orderBy: { position: 'asc' } },
      },
    }))
  if (!found) throw unknownArticle(id)
  const { source, sections, takeaways, ...base } = found
  return {
    base,
    source,
    article: {
      guid: null,
      url: base.url,
      headline: base.headline,
      lead: base.lead,
      byline: base.byline,
      publishedAt: base.statedAt,
      language: base.language === 'und' ? null : base.language,
      imageUrl: base.imageUrl,
      categories: [],
      sections: sectionsOf(sections),
      takeaways: takeaways.map(({ text }) => text),
    },
  }
}
