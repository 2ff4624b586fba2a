export interface StarterPack {
  /** Its name in addresses, such as `germany-de`. */
  slug: string
  title: string
  description: string
  /** A BCP 47 language tag. */
  language: string
  /** An ISO 3166 country code; null for one of the whole world. */
  country: string | null
  feeds: { title: string; feedUrl: string; siteUrl: string | null }[]
}

/** Collections of public news feeds to begin with. */
export async function starterPacks(): Promise<StarterPack[]> {
  return [
    {
      slug: 'world-en',
      title: 'World, in English',
      description: 'International news.',
      language: 'en',
      country: null,
      feeds: [
        {
          title: 'BBC News - World',
          feedUrl: 'https://feeds.bbci.co.uk/news/world/rss.xml',
          siteUrl: 'https://www.bbc.co.uk/news/world',
        },
        {
          title: 'The Guardian - World',
          feedUrl: 'https://www.theguardian.com/world/rss',
          siteUrl: 'https://www.theguardian.com/world',
        },
      ],
    },
  ]
}
