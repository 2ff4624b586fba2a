import { parseDate } from '../date.ts'
import { webAddress } from '../feed-item.ts'
import { namesIn } from './byline.ts'
import { type LinkedArticle, readJsonLd } from './json-ld.ts'
import type { PageMarkup, PageTime } from './markup.ts'
import { isSameSite } from './site.ts'
import { withoutSiteName } from './title.ts'

/** What a page states about its article. */
export interface PageMetadata {
  headline: string | null
  description: string
  byline: string | null
  publishedAt: Date | null
  language: string | null
  imageUrl: string | null
  categories: string[]
  /** Its address as the page gives it, where that is of the same site; else where it was found. */
  url: string | null
  siteName: string | null
  siteNames: string[]
  /** The text as its JSON-LD holds it; mostly none. */
  body: string
  /** Whether it says that it is an article, and not a site or a list of them. */
  isArticle: boolean
}

/** Meta elements by what they state, best first; the names of Open Graph, Dublin Core, Parse.ly and others. */
const stated = {
  headline: [
    'dc:title',
    'dcterm:title',
    'dcterms:title',
    'og:title',
    'weibo:article:title',
    'title',
    'twitter:title',
    'parsely-title',
  ],
  description: [
    'og:description',
    'dc:description',
    'dcterms:description',
    'weibo:article:description',
    'description',
    'twitter:description',
  ],
  author: [
    'dc:creator',
    'dcterm:creator',
    'dcterms:creator',
    'author',
    'byl',
    'parsely-author',
    'article:author',
    'sailthru:author',
  ],
  date: [
    'article:published_time',
    'og:published_time',
    'og:article:published_time',
    'datepublished',
    'parsely-pub-date',
    'dc:date:issued',
    'dcterms:issued',
    'dcterms:created',
    'dc:date:created',
    'dc:date',
    'dcterms:date',
    'sailthru:date',
    'pubdate',
    'publishdate',
    'publish-date',
    'publish_date',
    'publication_date',
    'date',
  ],
  language: ['content-language', 'dc:language', 'dcterms:language', 'og:locale'],
  image: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
  address: ['og:url'],
  siteName: ['og:site_name', 'application-name'],
} as const

/** Names for the time that an article was published, and not changed or commented on. */
const publication = /pub(?:lish|date|lication)|datepublished|entry-date|dateline/i

/**
 * What a page states about its article: in JSON-LD, else in Open Graph and `article:*`, else in Dublin
 * Core and the meta elements of its time, else in `<time>` and `<html lang>`.
 * @param url where it was found
 */
export function readMetadata(page: PageMarkup, url: string | null): PageMetadata {
  const base = webAddress(page.base, [url ?? undefined]) ?? url ?? undefined
  const address = ownAddress(page, base, url)
  const article = articleOf(readJsonLd(page.jsonLd), page, address)

  const metas = (names: readonly string[]): string[] =>
    names
      .flatMap((name) => page.metas.filter((meta) => meta.name === name))
      .map(({ content }) => content)
  const authors = [article?.authors ?? [], ...stated.author.map((name) => metas([name]))]
    .map((names) => names.filter(isName))
    .find(isFilled)
  const siteName =
    [...(article?.publishers ?? []), ...metas(stated.siteName)].find((name) => isName(name)) ?? null
  const hosts = [url, address].flatMap((address) => (address ? [new URL(address).hostname] : []))
  const siteNames = [
    ...(article?.publishers ?? []),
    ...metas(stated.siteName),
    ...hosts.map((host) => host.replace(/^www\./, '')),
  ]
  const headlines = article?.headlines ?? []
  // Wikipedia's headline is what it says a thing is; its name is what it is called.
  const headline =
    headlines.find((headline) => page.title.includes(headline)) ??
    [...headlines, ...metas(stated.headline)][0]

  return {
    headline: headline ? withoutSiteName(headline, siteNames) : null,
    description: [...(article?.descriptions ?? []), ...metas(stated.description)][0] ?? '',
    byline: namesIn(unique(authors ?? []).join(', ')),
    publishedAt:
      [...(article?.dates ?? []), ...metas(stated.date), ...publicationTimes(page.times)]
        .map(parseDate)
        .find((date) => date !== null) ?? null,
    language:
      [...(article?.languages ?? []), page.language ?? '', ...metas(stated.language)]
        .map((tag) => tag.trim().replaceAll('_', '-'))
        .find((tag) => /^[a-z]{2,3}(?:-|$)/i.test(tag)) ?? null,
    imageUrl:
      [...(article?.images ?? []), ...metas(stated.image)]
        .map((image) => webAddress(image, [base]))
        .find((image) => image !== null) ?? null,
    categories: unique([...(article?.categories ?? []), ...categoriesOf(metas)]),
    url: address,
    siteName,
    siteNames,
    body: article?.body ?? '',
    isArticle: article !== null || metas(['og:type']).some((type) => /article/i.test(type)),
  }
}

/** Of several articles that a page describes, the one that it is of; null for a list of them. */
function articleOf(
  articles: readonly LinkedArticle[],
  page: PageMarkup,
  address: string | null,
): LinkedArticle | null {
  if (articles.length <= 1) return articles[0] ?? null
  const isHere = ({ addresses }: LinkedArticle) =>
    addresses.some((stated) => samePage(webAddress(stated, [address ?? undefined]), address))
  const isTitle = ({ headlines }: LinkedArticle) =>
    headlines.some((headline) => page.title.includes(headline) || page.headings.includes(headline))
  return articles.find(isHere) ?? articles.find(isTitle) ?? null
}

function samePage(a: string | null, b: string | null): boolean {
  const bare = (address: string) => address.replace(/^https?:\/\/(?:www\.)?|[?#].*$|\/$/g, '')
  return a !== null && b !== null && bare(a) === bare(b)
}

/**
 * The address that the page wants to be known by. Another site's is not believed, and a site's front
 * page is what careless templates name on all its pages.
 */
function ownAddress(page: PageMarkup, base: string | undefined, url: string | null): string | null {
  const canonical = page.links.filter(({ rel }) => rel.split(/\s+/).includes('canonical'))
  const named = page.metas.filter(({ name }) => name === 'og:url')
  const candidates = [...canonical.map(({ href }) => href), ...named.map(({ content }) => content)]
    .map((address) => webAddress(address, [base]))
    .filter((address) => address !== null)
  if (url === null || webAddress(url) === null) return candidates[0] ?? null
  const here = new URL(url)
  const isOwn = (address: string) => {
    const { hostname, pathname, search } = new URL(address)
    const isFrontPage = pathname === '/' && search === ''
    return isSameSite(hostname, here.hostname) && (!isFrontPage || here.pathname === '/')
  }
  const own = new URL(candidates.find(isOwn) ?? here)
  // What was fetched in safety is not to be read without it.
  if (here.protocol === 'https:') own.protocol = here.protocol
  return own.href
}

/** A page's only time, or those that say what they are. */
function publicationTimes(times: readonly PageTime[]): string[] {
  const said = times.filter(({ role }) => publication.test(role))
  return (said.length > 0 || times.length > 1 ? said : times).map(({ stated }) => stated)
}

function categoriesOf(metas: (names: readonly string[]) => string[]): string[] {
  const tags = [...metas(['article:section']), ...metas(['article:tag'])]
  if (tags.length > 0) return tags
  return metas(['news_keywords', 'keywords']).flatMap((words) => words.split(/\s*[,;]\s*/))
}

/** Where a name is meant, some state the address of a profile, or the number of an account. */
function isName(name: string): boolean {
  return !/^(?:https?:)?\/\/|^\S*\d{3}\S*$/i.test(name)
}

function isFilled(list: readonly string[]): boolean {
  return list.length > 0
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '')
}
