/** A page that is kept, as it is listed. */
export interface KeptPage {
  address: string
  /** As HTML. */
  title: string
  keptAt: Date
  article: boolean
}

/** The title of a document as HTML, without the name of the site. */
export function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
  return title.replace(/ · [^·]*$/, '')
}

/** The language that a document is written in. */
export function languageOf(html: string): string {
  return /<html[^>]*\slang="([\w-]+)"/.exec(html)?.[1] ?? 'en'
}

/** What of its own a document cannot be shown without: its styles, scripts and type, each once. */
export function assetsOf(html: string): string[] {
  const found = html.matchAll(/\s(?:href|src)="(\/(?:_next\/static|client)\/[^"]+)"/g)
  return [...new Set([...found].map(([, address = '']) => address))]
}

/** The document with its own notice that it was kept, and since when. */
export function withKeptAt(html: string, keptAt: Date): string {
  return html
    .replace('<html', '<html data-kept')
    .replace(/<time data-kept-at[^>]*><\/time>/, () => timeOf(keptAt, languageOf(html)))
}

/** The page that stands in for one that cannot be had, with what can be read instead, newest first. */
export function withKeptPages(html: string, pages: readonly KeptPage[]): string {
  const language = languageOf(html)
  const newest = pages.toSorted((a, b) => b.keptAt.getTime() - a.keptAt.getTime())
  return html.replace(
    /(<ul[^>]*\sdata-kept="(articles|others)"[^>]*>)<\/ul>/g,
    (_, open, which) => {
      const listed = newest.filter(({ article }) => article === (which === 'articles'))
      return `${open}${listed.map((page) => itemOf(page, language)).join('')}</ul>`
    },
  )
}

function itemOf({ address, title, keptAt }: KeptPage, language: string): string {
  const href = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<li><a href="${href}">${title}</a> ${timeOf(keptAt, language)}</li>`
}

/** In the reader's own time, which is known here. */
function timeOf(date: Date, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return `<time datetime="${date.toISOString()}">${format.format(date)}</time>`
}
