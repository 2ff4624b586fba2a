import type { ArticleFilter } from '@courant/filter'

import { modeOf, withMember } from '../lib/edit-filter.ts'
import type { SetName } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'

interface Props {
  filter: ArticleFilter
  set: SetName
  slug: string
  name: string
  className: string
  /** Of what the filter already asks for, which is no link. */
  chosenClassName: string
}

/** A name that adds itself to the filter. */
export function AddLink({ filter, set, slug, name, className, chosenClassName }: Props) {
  if (modeOf(filter, set, slug) === 'all') return <span className={chosenClassName}>{name}</span>
  return (
    <a href={feedHref({ filter: withMember(filter, set, 'all', slug) })} className={className}>
      {name}
    </a>
  )
}
