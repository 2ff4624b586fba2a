import type { ArticleFilter } from '@courant/filter'

import type { ComponentProps } from 'react'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { langOf } from '../lib/lang-of.ts'
import { words } from '../lib/words.ts'
import { ActorChips } from './ActorChips.tsx'
import { NavLink } from './NavLink.tsx'
import { PublishedTime } from './PublishedTime.tsx'
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
}

const shownTakeaways = 3

export async function ArticleCard({ article: masked, filter, mates = [] }: Props) {
  const t = await words('feed')
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
      <div lang={language}>
        <h2
          id={`headline-${article.id}`}
          className="font-serif text-2xl leading-snug font-semibold sm:text-[1.7rem]"
        >
          <NavLink href={`/articles/${article.id}`} className="hover:text-accent hover:underline">
            {article.headline}
          </NavLink>
        </h2>
        {article.lead && (
          <p className="mt-2 font-serif text-lg leading-relaxed text-ink">{article.lead}</p>
        )}
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
      <p className="mt-3 text-sm text-quiet">
        {article.source.name} <span aria-hidden="true">·</span>{' '}
        <PublishedTime date={article.publishedAt} />
      </p>
      {article.story && <StoryMates story={article.story} articles={mates} />}
    </article>
  )
}
