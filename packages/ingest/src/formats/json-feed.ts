import type { JsonFeed } from 'feedsmith'

import type { StatedFeed, StatedText } from './feed-item.ts'
import { isImage } from './media.ts'

/** JSON Feed 1.0 and 1.1. */
export function statedByJsonFeed(feed: JsonFeed.Feed<string>): StatedFeed {
  return {
    title: text(feed.title, false),
    siteUrl: feed.home_page_url,
    feedUrl: feed.feed_url,
    hubUrl: feed.hubs?.find(({ type }) => !/rsscloud/i.test(type ?? ''))?.url,
    language: feed.language,
    bases: [],
    items: (feed.items ?? []).map((item) => ({
      guid: item.id,
      permalink: item.id,
      links: [item.url, item.external_url],
      enclosure: item.attachments?.[0]?.url,
      title: text(item.title, false),
      summary: text(item.summary, false),
      body: text(item.content_html, true) ?? text(item.content_text, false),
      authors: (item.authors?.length ? item.authors : (feed.authors ?? [])).map(({ name }) => name),
      dates: [item.date_published, item.date_modified],
      language: item.language,
      images: [
        item.image,
        item.banner_image,
        ...(item.attachments ?? [])
          .filter(({ mime_type }) => isImage(mime_type))
          .map(({ url }) => url),
      ],
      categories: item.tags ?? [],
      bases: [],
    })),
  }
}

function text(value: string | undefined, html: boolean): StatedText | undefined {
  return value === undefined ? undefined : { value, html }
}
