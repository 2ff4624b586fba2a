import type { ArticleFilter } from '@courant/filter'

import type { TypeAheadData } from '../client/type-ahead.ts'
import { withMember } from '../lib/edit-filter.ts'
import type { SetName } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { Found } from '../lib/suggest.ts'
import { suggestData } from '../lib/suggest-data.ts'
import { words } from '../lib/words.ts'
import { FilterForm } from './FilterForm.tsx'
import { SearchField } from './SearchField.tsx'

interface Props {
  filter: ArticleFilter
  find: string
  found: Found
}

/**
 * Looks actors and topics up by name; each one found is a link that adds it to the filter. In a browser
 * with scripts they are offered while one types (client/type-ahead.ts).
 */
export async function FindSubject({ filter, find, found: { actors, topics } }: Props) {
  const [t, data] = await Promise.all([words('filter'), suggestData()])
  const typeAhead: TypeAheadData = { ...data, hint: t('findKeys') }
  const nothing = actors.length + topics.length === 0
  return (
    <div data-type-ahead={JSON.stringify(typeAhead)}>
      <FilterForm filter={filter} label={t('findSubject')}>
        <SearchField
          name="find"
          label={t('findSubject')}
          hint={t('findHint')}
          button={t('find')}
          value={find}
          hotkey="/,Shift+/"
        />
      </FilterForm>
      <div role="status">
        {find && nothing && <p className="mt-2">{t('nothingFound', { text: find })}</p>}
      </div>
      {!nothing && (
        <ul aria-label={t('found', { text: find })} className="mt-2">
          {actors.map(({ slug, name, kind, description }) => (
            <Subject
              key={slug}
              href={hrefWith(filter, 'actors', slug)}
              name={name}
              about={description ?? t(`kinds.${kind}`)}
            />
          ))}
          {topics.map(({ slug, label }) => (
            <Subject
              key={slug}
              href={hrefWith(filter, 'topics', slug)}
              name={label}
              about={t('topic')}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

function hrefWith(filter: ArticleFilter, set: SetName, slug: string): string {
  return feedHref({ filter: withMember(filter, set, 'all', slug) })
}

function Subject({ href, name, about }: { href: string; name: string; about: string }) {
  return (
    <li>
      <a href={href} className="group block py-1.5 leading-snug">
        <span className="inline-block font-medium first-letter:uppercase group-hover:text-accent group-hover:underline">
          {name}
        </span>{' '}
        <span className="block text-sm text-quiet">{about}</span>
      </a>
    </li>
  )
}
