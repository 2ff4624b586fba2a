import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { langOf } from '../../lib/lang-of.ts'
import { PublishedTime } from '../PublishedTime.tsx'

const fragment = graphql(`
  fragment ArticleLinks_article on Article {
    id
    headline
    language
    publishedAt
    source {
      name
    }
  }
`)

interface Props {
  /** Unlike any other on the page. */
  id: string
  title: string
  articles: readonly FragmentType<typeof fragment>[]
}

/** Articles by their headlines, below another. */
export function ArticleLinks({ id, title, articles }: Props) {
  if (articles.length === 0) return null
  return (
    <section aria-labelledby={id} className="mt-12 border-t border-rule pt-5">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <ul className="mt-3 space-y-3">
        {readFragment(fragment, articles).map((article) => (
          <li key={article.id} className="leading-snug">
            <a
              href={`/articles/${article.id}`}
              lang={langOf(article.language)}
              className="font-serif text-lg hover:text-accent hover:underline"
            >
              {article.headline}
            </a>
            <p className="text-sm text-quiet">
              {article.source.name} <span aria-hidden="true">·</span>{' '}
              <PublishedTime date={article.publishedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
