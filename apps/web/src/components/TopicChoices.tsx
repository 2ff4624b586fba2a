import type { ArticleFilter } from '@courant/filter'

import { withMember, withoutMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { TopicChoice } from '../lib/load-feed.ts'
import { offeredTopics } from '../lib/topic-choices.ts'
import { readerLanguage, words } from '../lib/words.ts'
import { NavLink } from './NavLink.tsx'

interface Props {
  filter: ArticleFilter
  topics: readonly TopicChoice[]
}

/** The topics on offer; each link adds its topic to the filter, or takes it out again. */
export async function TopicChoices({ filter, topics }: Props) {
  const [t, language] = await Promise.all([words('filter'), readerLanguage()])
  return (
    <section aria-labelledby="topic-choices">
      <h2 id="topic-choices" className="mb-1 text-quiet">
        {t('topics')}
      </h2>
      <ul>
        {offeredTopics(filter, topics, language).map(({ label, member, chosen }) => {
          const changed = chosen
            ? withoutMember(filter, 'topics', member)
            : withMember(filter, 'topics', 'all', member)
          return (
            <li key={member}>
              <NavLink
                href={feedHref({ filter: changed })}
                aria-label={chosen ? t('remove', { name: label }) : undefined}
                className={`inline-block py-1 leading-snug first-letter:uppercase hover:text-accent hover:underline ${chosen ? 'font-semibold text-accent' : ''}`}
              >
                {label}
              </NavLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
