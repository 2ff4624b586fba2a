import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'
import { ArticleLinks } from './ArticleLinks.tsx'

const fragment = graphql(`
  fragment RelatedArticles_article on Article {
    related(first: 4) {
      article {
        ...ArticleLinks_article
      }
    }
  }
`)

/** What else one may want to read after it. */
export async function RelatedArticles({ article }: { article: FragmentType<typeof fragment> }) {
  const { related } = readFragment(fragment, article)
  const t = await words('article')
  return (
    <ArticleLinks
      id="related"
      title={t('related')}
      articles={related.map((each) => each.article)}
    />
  )
}
