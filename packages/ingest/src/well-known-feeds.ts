/** Sites that give each of their channels a feed whose address follows from the channel's. */
const sites: readonly { page: RegExp; feed: string }[] = [
  {
    page: /^https:\/\/(?:(?:www|m)\.)?youtube\.com\/channel\/(UC[\w-]{22})(?:[/?#]|$)/,
    feed: 'https://www.youtube.com/feeds/videos.xml?channel_id=$1',
  },
  {
    page: /^https:\/\/(?:(?:www|m)\.)?youtube\.com\/playlist\?(?:.*&)?list=([\w-]+)(?:[&#]|$)/,
    feed: 'https://www.youtube.com/feeds/videos.xml?playlist_id=$1',
  },
  {
    page: /^https:\/\/(?:(?:www|old)\.)?reddit\.com\/((?:r|user)\/[\w-]+)(?:[/?#]|$)/,
    feed: 'https://www.reddit.com/$1/.rss',
  },
  {
    page: /^https:\/\/medium\.com\/(@?[\w.-]+)\/?(?:[?#]|$)/,
    feed: 'https://medium.com/feed/$1',
  },
]

/** The feed of a channel whose page names none; null for any other page. */
export function wellKnownFeed(page: string): string | null {
  for (const { page: pattern, feed } of sites) {
    const match = pattern.exec(page)
    if (match) return feed.replace('$1', () => match[1]!)
  }
  return null
}
