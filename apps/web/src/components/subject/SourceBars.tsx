import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { words } from '../../lib/words.ts'
import { RankedBars } from '../plot/RankedBars.tsx'
import type { ArticleFilter } from '@courant/filter'

const fragment = graphql(`
  fragment SourceBars_facets on Facets {
    sources(first: 6) {
      articleCount
      source {
        slug
        name
      }
    }
  }
`)

interface Props {
  facets: FragmentType<typeof fragment>
  /** What the articles have in common; a source leads to its own of them. */
  filter: ArticleFilter
}

/** Who published the articles, and how many of them. */
export async function SourceBars({ facets, filter }: Props) {
  const { sources } = readFragment(fragment, facets)
  const t = await words('subject')
  return (
    <RankedBars
      id="sources"
      title={t('sources')}
      items={sources.map(({ source: { slug, name }, articleCount: count }) => ({
        name,
        href: feedHref({ filter: { ...filter, sources: { any: [slug] } } }),
        count,
      }))}
      countText={(count) => t('count', { count })}
    />
  )
}
