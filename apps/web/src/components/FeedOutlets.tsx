import type { ArticleFilter } from '@courant/filter'
import { filterToSearchParams } from '@courant/filter'

import { feedsOf } from '../lib/feed-address.ts'
import { newWebhookHref } from '../lib/webhook-address.ts'
import { words } from '../lib/words.ts'

const link = 'inline-block py-1 hover:text-accent hover:underline'

/** The same articles for feed readers, and for a program that is told of them. */
export async function FeedOutlets({ filter }: { filter: ArticleFilter }) {
  const t = await words('outlets')
  const feeds = feedsOf(filter)
  const formats = [
    ['rss', 'application/rss+xml'],
    ['atom', 'application/atom+xml'],
    ['json', 'application/feed+json'],
  ] as const
  return (
    <section aria-labelledby="outlets">
      <h2 id="outlets" className="mb-1 text-quiet">
        {t('title')}
      </h2>
      <ul className="flex flex-wrap gap-x-4">
        {formats.map(([name, type]) => (
          <li key={name}>
            <a href={feeds[type]} type={type} className={link}>
              {t(name)}
            </a>
          </li>
        ))}
        <li>
          <a href={newWebhookHref(filterToSearchParams(filter).toString())} className={link}>
            {t('webhook')}
          </a>
        </li>
      </ul>
    </section>
  )
}
