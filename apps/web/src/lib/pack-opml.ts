interface ListedFeed {
  title: string
  feedUrl: string
  siteUrl?: string | null
}

/** The feeds as a subscription list (OPML 2.0), all in one folder, or in none. */
export function opmlOf(feeds: readonly ListedFeed[], folder: string): string {
  const outlines = feeds.map(
    ({ title, feedUrl, siteUrl }) =>
      `<outline type="rss" text=${quoted(title)} xmlUrl=${quoted(feedUrl)}` +
      `${siteUrl ? ` htmlUrl=${quoted(siteUrl)}` : ''}/>`,
  )
  const body = folder
    .split('/')
    .map((level) => level.trim())
    .filter(Boolean)
    .reduceRight(
      (inner, level) => `<outline text=${quoted(level)}>${inner}</outline>`,
      outlines.join(''),
    )
  return `<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body>${body}</body></opml>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function quoted(text: string): string {
  return `"${text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)}"`
}
