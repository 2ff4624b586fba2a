import { filterToSearchParams } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'
import Form from 'next/form'

import { withMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { FoundActor } from '../lib/load-feed.ts'
import { messages } from '../messages/messages.ts'
import { NavLink } from './NavLink.tsx'

interface Props {
  filter: ArticleFilter
  find: string
  found: readonly FoundActor[]
}

/** Looks actors up by name; each one found is a link that adds it to the filter. */
export function FindActor({ filter, find, found }: Props) {
  const words = messages.filter
  return (
    <div>
      <Form action="/" prefetch={false} scroll={false} role="search" aria-label={words.findActor}>
        {[...filterToSearchParams(filter)].map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="find" className="mb-1 block text-quiet">
          {words.findActor}
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
            {words.find}
          </button>
        </div>
        <p id="find-hint" className="mt-1 text-sm text-quiet">
          {words.findHint}
        </p>
      </Form>
      <div role="status">
        {find && found.length === 0 && <p className="mt-2">{words.nothingFound(find)}</p>}
      </div>
      {found.length > 0 && (
        <ul aria-label={words.found(find)} className="mt-2">
          {found.map(({ slug, name, kind, description }) => (
            <li key={slug}>
              <NavLink
                href={feedHref({ filter: withMember(filter, 'actors', 'all', slug) })}
                className="group block py-1.5 leading-snug"
              >
                <span className="font-medium group-hover:text-accent group-hover:underline">
                  {name}
                </span>{' '}
                <span className="block text-sm text-quiet">{description ?? words.kinds[kind]}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
