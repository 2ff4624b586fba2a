import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { langOf } from '../../lib/lang-of.ts'
import { groupByDay } from '../../lib/group-by-day.ts'
import { storyHref } from '../../lib/subject-address.ts'
import { clockTime, dayOf } from '../../lib/time.ts'
import { readerLocale, words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment StoryCourse_articles on StoryArticleConnection {
    nodes {
      id
      headline
      lead
      language
      publishedAt
      source {
        name
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
  }
`)

interface Props {
  articles: FragmentType<typeof fragment>
  storyId: string
  /** The article that leads the story, marked as such. */
  leadId: string
}

const link = 'inline-block py-2 hover:underline'

/** How a story went: its articles day by day, the newest first. */
export async function StoryCourse({ articles: masked, storyId, leadId }: Props) {
  const { nodes, pageInfo } = readFragment(fragment, masked)
  const t = await words('story')
  const locale = await readerLocale()
  const path = storyHref(storyId)
  return (
    <section aria-labelledby="course" className="mt-10">
      <h2 id="course" className="mb-4 font-serif text-2xl font-semibold">
        {t(pageInfo.hasPreviousPage ? 'courseOlder' : 'course')}
      </h2>
      {groupByDay(nodes).map(({ day, items }) => (
        <section key={day} aria-labelledby={`day-${day}`} className="border-t border-ink pt-3 pb-6">
          <h3 id={`day-${day}`} className="font-semibold">
            <time dateTime={day}>{dayOf(locale, new Date(day))}</time>
          </h3>
          <ol>
            {items.map((article) => (
              <li key={article.id} className="story-article border-rule py-3 not-first:border-t">
                <p className="text-sm leading-relaxed text-quiet">
                  <time dateTime={article.publishedAt}>
                    {clockTime(locale, new Date(article.publishedAt))}
                  </time>
                  <span className="block">{article.source.name}</span>
                </p>
                <div lang={langOf(article.language)}>
                  <a
                    href={`/articles/${article.id}`}
                    className="font-serif text-lg leading-snug font-semibold hover:text-accent hover:underline"
                  >
                    {article.headline}
                  </a>
                  {article.lead && (
                    <p className="mt-1 line-clamp-2 leading-relaxed text-quiet">{article.lead}</p>
                  )}
                </div>
                {article.id === leadId && (
                  <p className="story-lead mt-1 text-sm text-accent">{t('lead')}</p>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {(pageInfo.hasNextPage || pageInfo.hasPreviousPage) && (
        <nav
          aria-label={t('pages')}
          className="flex gap-6 border-t border-rule pt-4 font-medium text-accent"
        >
          {pageInfo.hasPreviousPage && (
            <a href={`${path}#course`} className={link}>
              {t('newest')}
            </a>
          )}
          {pageInfo.hasNextPage && (
            <a
              rel="next"
              href={`${path}?after=${encodeURIComponent(pageInfo.endCursor ?? '')}#course`}
              className={`${link} ml-auto`}
            >
              {t('older')}
            </a>
          )}
        </nav>
      )}
    </section>
  )
}
