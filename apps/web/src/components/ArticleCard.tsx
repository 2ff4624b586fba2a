import type { ArticleFilter } from '@courant/filter'

import type { ComponentProps } from 'react'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { langOf } from '../lib/lang-of.ts'
import type { ArticleState } from '../lib/load-states.ts'
import { readerLanguage, words } from '../lib/words.ts'
import { ActorChips } from './ActorChips.tsx'
import { PublishedTime } from './PublishedTime.tsx'
import { ArticleDeeds } from './reader/ArticleDeeds.tsx'
import { ShareMenu } from './reader/ShareMenu.tsx'
import { StoryMates } from './StoryMates.tsx'
import { TopicKicker } from './TopicKicker.tsx'

const fragment = graphql(`
  fragment ArticleCard_article on Article {
    id
    headline
    lead
    language
    publishedAt
    source {
      name
    }
    takeaways {
      id
      text
    }
    story {
      ...StoryMates_story
    }
    ...ActorChips_article
    ...TopicKicker_article
  }
`)

interface Props {
  article: FragmentType<typeof fragment>
  /** The filter its chips add to. */
  filter: ArticleFilter
  /** Other articles of this page that tell the same story. */
  mates?: ComponentProps<typeof StoryMates>['articles']
  /** How the reader stands to it; of nobody who is signed in, nothing. */
  state?: ArticleState | undefined
}

const shownTakeaways = 3

export async function ArticleCard({ article: masked, filter, mates = [], state }: Props) {
  const [t, ofReader] = await Promise.all([words('feed'), words('reader')])
  const article = readFragment(fragment, masked)
  // What stands right above them in the lead need not be read twice.
  const takeaways = article.takeaways
    .filter(({ text }) => !article.lead.includes(text))
    .slice(0, shownTakeaways)
  const language = langOf(article.language)
  return (
    <article
      id={`article-${article.id}`}
      className="border-t border-rule py-8"
      aria-labelledby={`headline-${article.id}`}
    >
      <TopicKicker article={article} filter={filter} />
      <div lang={language} className={state?.read ? 'text-quiet' : undefined}>
        <h2
          id={`headline-${article.id}`}
          className={`font-serif text-2xl leading-snug sm:text-[1.7rem] ${state?.read ? 'font-normal text-quiet' : 'font-semibold'}`}
        >
          {state?.read && (
            <span className="sr-only" lang={await readerLanguage()}>
              {ofReader('isRead')}{' '}
            </span>
          )}
          <a
            href={`/articles/${article.id}`}
            className="visited:text-quiet hover:text-accent hover:underline"
          >
            {article.headline}
          </a>
        </h2>
        {article.lead && <p className="mt-2 font-serif text-lg leading-relaxed">{article.lead}</p>}
        {takeaways.length > 0 && (
          <ul
            aria-label={t('takeaways')}
            className="mt-3 list-disc space-y-1 pl-5 leading-relaxed text-quiet marker:text-edge"
          >
            {takeaways.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        )}
      </div>
      <ActorChips article={article} filter={filter} />
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 text-sm text-quiet">
        <p>
          {article.source.name} <span aria-hidden="true">·</span>{' '}
          <PublishedTime date={article.publishedAt} />
        </p>
        {state && (
          <ArticleDeeds state={state} describedBy={`headline-${article.id}`}>
            <ShareMenu id={article.id} headline={article.headline} />
          </ArticleDeeds>
        )}
      </div>
      {article.story && <StoryMates story={article.story} articles={mates} />}
    </article>
  )
}
