/** Pages that tell the news. What is set, signed or written elsewhere is never kept. */
const news = [/^\/$/, /^\/(articles|actors|topics|stories)\/[^/]+$/, /^\/trending$/]

/** What is downloaded, and what programs ask, goes past the pages. */
const notPages =
  /^\/(graphql|health|opml|sitemap\.xml|feeds\/|sitemaps\/|websub\/|client\/|_next\/)/

/** Whether an address is that of a page, kept or not. */
export function isPage({ pathname }: URL): boolean {
  return !notPages.test(pathname)
}

/** Whether a page may be kept, to be read without a connection. */
export function isKept({ pathname }: URL): boolean {
  return news.some((address) => address.test(pathname))
}

/** Files named after their content, so that what is kept of them never grows old. */
export function isNamedByContent({ pathname }: URL): boolean {
  return pathname.startsWith('/_next/static/') || pathname.startsWith('/client/')
}

/** Whether it is shown among the articles that are kept, rather than the lists of them. */
export function isArticle({ pathname }: URL): boolean {
  return pathname.startsWith('/articles/')
}
