import type { Dispatch } from './dispatches.ts'

const itemsAFeed = 100

/** The dispatches in their order, as many as a feed holds at a time. */
export async function* feeds(items: AsyncIterable<Dispatch>): AsyncGenerator<Dispatch[]> {
  let batch: Dispatch[] = []
  for await (const item of items) {
    if (batch.push(item) < itemsAFeed) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The newest item first, as publishers have it. */
export function feedOf(title: string, items: readonly Dispatch[]): string {
  const entries = items.toReversed().map(
    ({ id, title, paragraphs, categories, publishedAt }) => `<item>
      <guid isPermaLink="false">${escape(id)}</guid>
      <link>https://wire.example/${escape(id)}?utm_source=rss</link>
      <title>${escape(title)}</title>
      <pubDate>${publishedAt.toUTCString()}</pubDate>
      ${categories.map((category) => `<category>${escape(category)}</category>`).join('')}
      <description>${escape(`<p>${escape(paragraphs[0] ?? '')}</p>`)}</description>
      <content:encoded>${escape(paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n'))}</content:encoded>
    </item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>${escape(title)}</title><link>https://wire.example/</link>${entries.join('\n')}
    </channel></rss>`
}

/** Reuters' files hold control characters, which XML does not have. */
function escape(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
