import { filterToSearchParams } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'
import type { ReactNode } from 'react'

interface Props {
  /** What the form leaves as it is. */
  filter: ArticleFilter
  label: string
  children: ReactNode
}

/** A form that asks the feed for more than its filter does now. */
export function FilterForm({ filter, label, children }: Props) {
  return (
    <form action="/" role="search" aria-label={label}>
      {[...filterToSearchParams(filter)].map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
