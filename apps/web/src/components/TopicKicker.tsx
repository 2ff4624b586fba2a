import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { words } from '../lib/words.ts'
import { AddLink } from './AddLink.tsx'
import { SubjectMenu } from './reader/SubjectMenu.tsx'

const fragment = graphql(`
  fragment TopicKicker_article on Article {
    topics {
      topic {
        id
        slug
        label(language: $language)
      }
    }
  }
`)

interface Props {
  article: FragmentType<typeof fragment>
  filter: ArticleFilter
}

const kicker = 'inline-block py-0.5 first-letter:uppercase'

/** The topics above a headline; each adds itself to the filter. */
export async function TopicKicker({ article, filter }: Props) {
  const { topics } = readFragment(fragment, article)
  if (topics.length === 0) return null
  const t = await words('feed')
  return (
    <ul
      aria-label={t('topics')}
      className="mb-1.5 flex flex-wrap gap-x-4 text-sm font-medium text-accent"
    >
      {topics.map(({ topic }) => (
        <li key={topic.slug} className="flex items-center">
          <AddLink
            filter={filter}
            set="topics"
            slug={topic.slug}
            name={topic.label}
            className={`${kicker} hover:underline`}
            chosenClassName={`${kicker} font-semibold`}
          />
          <SubjectMenu
            kind="Topic"
            filter={filter}
            id={topic.id}
            slug={topic.slug}
            name={topic.label}
          />
        </li>
      ))}
    </ul>
  )
}
