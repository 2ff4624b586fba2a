import type { ArticleFilter } from '@courant/filter'

import { withMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { FoundActor } from '../lib/load-feed.ts'
import { words } from '../lib/words.ts'
import { FilterForm } from './FilterForm.tsx'
import { NavLink } from './NavLink.tsx'
import { SearchField } from './SearchField.tsx'

interface Props {
  filter: ArticleFilter
  find: string
  found: readonly FoundActor[]
}

/** Looks actors up by name; each one found is a link that adds it to the filter. */
export async function FindActor({ filter, find, found }: Props) {
  const t = await words('filter')
  return (
    <div>
      <FilterForm filter={filter} label={t('findActor')}>
        <SearchField
          name="find"
          label={t('findActor')}
          hint={t('findHint')}
          button={t('find')}
          value={find}
        />
      </FilterForm>
      <div role="status">
        {find && found.length === 0 && <p className="mt-2">{t('nothingFound', { text: find })}</p>}
      </div>
      {found.length > 0 && (
        <ul aria-label={t('found', { text: find })} className="mt-2">
          {found.map(({ slug, name, kind, description }) => (
            <li key={slug}>
              <NavLink
                href={feedHref({ filter: withMember(filter, 'actors', 'all', slug) })}
                className="group block py-1.5 leading-snug"
              >
                <span className="font-medium group-hover:text-accent group-hover:underline">
                  {name}
                </span>{' '}
                <span className="block text-sm text-quiet">
                  {description ?? t(`kinds.${kind}`)}
                </span>
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
