import type { ListedArticle } from '@courant/feed'

import { toHtml } from '../feeds/text.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const newsNamespace = 'http://www.google.com/schemas/sitemap-news/0.9'

/** A sitemap of sitemaps: one a day. */
export function writeIndex(base: string, days: readonly Date[]): string {
  const entries = days.map((day) => {
    const address = `${base}/sitemaps/${day.toISOString().slice(0, 10)}.xml`
    return `<sitemap><loc>${toHtml(address)}</loc></sitemap>\n`
  })
  return `${declaration}<sitemapindex xmlns="${namespace}">\n${entries.join('')}</sitemapindex>\n`
}

/** The pages of articles. */
export function writeSitemap(base: string, articles: readonly ListedArticle[]): string {
  const entries = articles.map(
    ({ id, changedAt }) =>
      `<url><loc>${addressOf(base, id)}</loc><lastmod>${changedAt.toISOString()}</lastmod></url>\n`,
  )
  return `${declaration}<urlset xmlns="${namespace}">\n${entries.join('')}</urlset>\n`
}

/** The same with what search engines for news ask for. */
export function writeNewsSitemap(base: string, articles: readonly ListedArticle[]): string {
  const entries = articles.map(
    ({ id, headline, language, publishedAt }) =>
      `<url><loc>${addressOf(base, id)}</loc><news:news>` +
      `<news:publication><news:name>Courant</news:name>` +
      `<news:language>${toHtml(language)}</news:language></news:publication>` +
      `<news:publication_date>${publishedAt.toISOString()}</news:publication_date>` +
      `<news:title>${toHtml(headline)}</news:title></news:news></url>\n`,
  )
  return (
    `${declaration}<urlset xmlns="${namespace}" xmlns:news="${newsNamespace}">\n` +
    `${entries.join('')}</urlset>\n`
  )
}

function addressOf(base: string, id: string): string {
  return toHtml(`${base}/articles/${id}`)
}
