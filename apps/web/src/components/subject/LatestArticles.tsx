import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { loadStates } from '../../lib/load-states.ts'
import { words } from '../../lib/words.ts'
import { ArticleCard } from '../ArticleCard.tsx'

const fragment = graphql(`
  fragment LatestArticles_articles on ArticleConnection {
    nodes {
      id
      ...ArticleCard_article
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

interface Props {
  articles: FragmentType<typeof fragment>
  /** What they have in common: the feed goes on where they end. */
  filter: ArticleFilter
  /** What to say where there are none. */
  none: string
}

/** The newest articles of a page's subject, as the feed shows them. */
export async function LatestArticles({ articles: masked, filter, none }: Props) {
  const { nodes, pageInfo } = readFragment(fragment, masked)
  const [t, states] = await Promise.all([words('subject'), loadStates(nodes.map(({ id }) => id))])
  return (
    <section aria-labelledby="latest">
      <h2 id="latest" className="mb-4 font-serif text-2xl font-semibold">
        {t('latest')}
      </h2>
      {nodes.length === 0 && <p className="border-t border-rule py-6 text-quiet">{none}</p>}
      <div data-own="latest">
        {' '}
        {nodes.map((article) => (
          <ArticleCard
            key={article.id}
            article={article}
            filter={filter}
            state={states.get(article.id)}
          />
        ))}
      </div>{' '}
      {pageInfo.hasNextPage && (
        <p className="border-t border-rule pt-4 font-medium text-accent">
          <a
            rel="next"
            href={feedHref({ filter, cursor: pageInfo.endCursor ?? null })}
            className="inline-block py-2 hover:underline"
          >
            {t('older')}
          </a>
        </p>
      )}
    </section>
  )
}
