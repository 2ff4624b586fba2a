import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'
import { ArticleLinks } from './ArticleLinks.tsx'

const fragment = graphql(`
  fragment OtherSources_article on Article {
    id
    story {
      articles(first: 6) {
        nodes {
          id
          ...ArticleLinks_article
        }
      }
    }
  }
`)

const shown = 5

/** How others tell the same story. */
export async function OtherSources({ article }: { article: FragmentType<typeof fragment> }) {
  const { id, story } = readFragment(fragment, article)
  const others = story?.articles.nodes.filter((other) => other.id !== id).slice(0, shown) ?? []
  const t = await words('feed')
  return <ArticleLinks id="same-story" title={t('sameStory')} articles={others} />
}
