import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { jsonLdOf } from '../lib/json-ld.ts'

const fragment = graphql(`
  fragment ArticleJsonLd_article on Article {
    url
    headline
    lead
    language
    publishedAt
    revisedAt
    byline
    image
    source {
      name
      siteUrl
    }
    topics {
      topic {
        label(language: $language)
      }
    }
    actors {
      about
      entity {
        name
        kind
        wikidataId
      }
    }
  }
`)

/** The article for machines that read pages. */
export function ArticleJsonLd({ article: masked }: { article: FragmentType<typeof fragment> }) {
  const text = jsonLdOf(readFragment(fragment, masked))
  // As text, React would escape it, and a script element does not unescape.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
