import type { ArticleFilter } from '@courant/filter'
import type { ReactNode } from 'react'

import { feedHref, feedsOf } from '../../lib/feed-address.ts'
import { words } from '../../lib/words.ts'
import { FeedLinks } from '../FeedLinks.tsx'

interface Props {
  /** What it is, in a word. */
  kind: string
  name: ReactNode
  /** Its articles. */
  filter: ArticleFilter
  /** List items: where more can be had. */
  links?: ReactNode
  /** What a reader can do with it. */
  actions?: ReactNode
  /** What is known of it. */
  children?: ReactNode
}

export const subjectLink =
  'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'

/** The head of a page about an actor or a topic. */
export async function SubjectHeading({ kind, name, filter, links, actions, children }: Props) {
  const t = await words('subject')
  return (
    <header>
      <FeedLinks filter={filter} />
      <p className="text-sm font-medium text-accent first-letter:uppercase">{kind}</p>
      <h1 className="mt-1 font-serif text-3xl leading-tight font-semibold first-letter:uppercase sm:text-[2.6rem]">
        {name}
      </h1>
      {children}
      <ul className="mt-4 flex flex-wrap gap-x-6 text-sm">
        <li>
          <a href={feedHref({ filter })} className={subjectLink}>
            {t('feed')}
          </a>
        </li>
        <li>
          <a href={feedsOf(filter)['application/rss+xml']} className={subjectLink}>
            {t('rss')}
          </a>
        </li>
        {links}
      </ul>
      {actions}
    </header>
  )
}
