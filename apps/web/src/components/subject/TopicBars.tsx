import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { topicHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'
import { RankedBars } from '../plot/RankedBars.tsx'

const fragment = graphql(`
  fragment TopicBars_facets on Facets {
    articleCount
    exact
    topics(first: 8) {
      articleCount
      topic {
        slug
        label(language: $language)
      }
    }
  }
`)

/** What the articles are about, in how many of them. */
export async function TopicBars({ facets }: { facets: FragmentType<typeof fragment> }) {
  const { articleCount, exact, topics } = readFragment(fragment, facets)
  const t = await words('subject')
  return (
    <RankedBars
      id="topics"
      title={t('topics')}
      items={topics.map(({ topic: { slug, label }, articleCount: count }) => ({
        name: label,
        href: topicHref(slug),
        count,
      }))}
      countText={(count) => t('count', { count })}
    >
      {!exact && t('counted', { count: articleCount })}
    </RankedBars>
  )
}
