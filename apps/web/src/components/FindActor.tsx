import { filterToSearchParams } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'
import Form from 'next/form'

import { withMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { FoundActor } from '../lib/load-feed.ts'
import { words } from '../lib/words.ts'
import { NavLink } from './NavLink.tsx'

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
      <Form action="/" prefetch={false} scroll={false} role="search" aria-label={t('findActor')}>
        {[...filterToSearchParams(filter)].map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="find" className="mb-1 block text-quiet">
          {t('findActor')}
        </label>
        <div className="flex">
          <input
            id="find"
            name="find"
            type="search"
            defaultValue={find}
            key={find}
            required
            autoComplete="off"
            aria-describedby="find-hint"
            className="min-w-0 flex-1 rounded-l border border-edge bg-paper px-2.5 py-1.5 text-ink"
          />
          <button
            type="submit"
            className="rounded-r border border-l-0 border-edge px-3 py-1.5 hover:bg-raised hover:text-accent"
          >
            {t('find')}
          </button>
        </div>
        <p id="find-hint" className="mt-1 text-sm text-quiet">
          {t('findHint')}
        </p>
      </Form>
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
