import type { ArticleFilter } from '@courant/filter'

import { modeOf, withMember, withoutMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { TopicChoice } from '../lib/load-feed.ts'
import { locale, messages } from '../messages/messages.ts'
import { NavLink } from './NavLink.tsx'

interface Props {
  filter: ArticleFilter
  topics: readonly TopicChoice[]
}

/** The topmost topics; each link adds its topic to the filter, or takes it out again. */
export function TopicChoices({ filter, topics }: Props) {
  const topmost = topics
    .filter(({ parent }) => parent === null || parent === undefined)
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <section aria-labelledby="topic-choices">
      <h2 id="topic-choices" className="mb-1 text-quiet">
        {messages.filter.topics}
      </h2>
      <ul>
        {topmost.map(({ slug, label }) => {
          const chosen = modeOf(filter, 'topics', slug) !== null
          const changed = chosen
            ? withoutMember(filter, 'topics', slug)
            : withMember(filter, 'topics', 'all', slug)
          return (
            <li key={slug}>
              <NavLink
                href={feedHref({ filter: changed })}
                aria-label={chosen ? messages.filter.remove(label) : undefined}
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
