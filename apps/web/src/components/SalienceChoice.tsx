import type { ArticleFilter } from '@courant/filter'

import { feedHref } from '../lib/feed-address.ts'
import { words } from '../lib/words.ts'

/** Leaves out the articles that name the actors of the filter in passing. */
export async function SalienceChoice({ filter }: { filter: ArticleFilter }) {
  const named = filter.actors?.all?.length || filter.actors?.any?.length
  if (!named || filter.salience) return null
  const t = await words('filter')
  return (
    <a
      href={feedHref({ filter: { ...filter, salience: 'ABOUT' } })}
      className="inline-block py-1 text-sm text-quiet underline decoration-dotted underline-offset-4 hover:text-accent"
    >
      {t('subject')}
    </a>
  )
}
