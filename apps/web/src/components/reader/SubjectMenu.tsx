import type { ArticleFilter } from '@courant/filter'
import { cache } from 'react'

import { modeOf, withMember, withoutMember } from '../../lib/edit-filter.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { actorHref, topicHref } from '../../lib/subject-address.ts'
import { currentReader } from '../../lib/viewer.ts'
import { words } from '../../lib/words.ts'
import { DeedButton } from './DeedButton.tsx'

interface Props {
  kind: 'Entity' | 'Topic'
  id: string
  slug: string
  name: string
  /** What the page shows, which the menu changes; without one there is nothing to change. */
  filter?: ArticleFilter
}

/** The subjects whose menu stands somewhere on the page that is being made. */
const menusOfPage = cache(() => new Set<string>())

const entry = 'block w-full px-4 py-1.5 text-left hover:bg-raised hover:text-accent'

/**
 * What else a reader can do with an actor or a topic that a page names, behind a small button: opened and put
 * away by the browser itself. However often a page names it, there is one menu of it.
 */
export async function SubjectMenu({ kind, id, slug, name, filter }: Props) {
  const reader = await currentReader()
  if (!reader) return null
  const t = await words('reader')
  const menu = `menu-${id}`
  const menus = menusOfPage()
  const isFirst = !menus.has(id)
  menus.add(id)
  return (
    <>
      <button
        type="button"
        popoverTarget={menu}
        aria-label={t('more', { name })}
        className="subject-more"
      >
        <span aria-hidden="true">▾</span>
      </button>
      {isFirst && (
        <div id={menu} data-own={menu} popover="auto" className="subject-menu">
          <p className="px-4 pt-1 pb-1.5 font-semibold first-letter:uppercase">{name}</p>
          <ul>
            <li>
              <a href={kind === 'Entity' ? actorHref(slug) : topicHref(slug)} className={entry}>
                {t('openPage')}
              </a>
            </li>
            {filter && <FilterEntries kind={kind} slug={slug} name={name} filter={filter} />}
          </ul>
          <ul className="mt-1 border-t border-rule pt-1">
            <Interest
              kind={kind}
              id={id}
              follows={reader.follows.has(id)}
              mutes={reader.mutes.has(id)}
            />
          </ul>
        </div>
      )}
    </>
  )
}

async function FilterEntries({
  kind,
  slug,
  name,
  filter,
}: Required<Pick<Props, 'kind' | 'slug' | 'name' | 'filter'>>) {
  const t = await words('reader')
  const set = kind === 'Entity' ? 'actors' : 'topics'
  const mode = modeOf(filter, set, slug)
  const choices = (
    [
      ['all', 'only'],
      ['any', 'alternatively'],
      ['none', 'without'],
    ] as const
  ).filter(([each]) => each !== mode)
  return (
    <>
      {choices.map(([each, label]) => (
        <li key={each}>
          <a href={feedHref({ filter: withMember(filter, set, each, slug) })} className={entry}>
            {t(label, { name })}
          </a>
        </li>
      ))}
      {mode && (
        <li>
          <a href={feedHref({ filter: withoutMember(filter, set, slug) })} className={entry}>
            {t('notAsked', { name })}
          </a>
        </li>
      )}
    </>
  )
}

async function Interest({
  kind,
  id,
  follows,
  mutes,
}: Pick<Props, 'kind' | 'id'> & { follows: boolean; mutes: boolean }) {
  const t = await words('interest')
  const deeds = mutes
    ? (['unmute'] as const)
    : follows
      ? (['unfollow'] as const)
      : (['follow', 'mute'] as const)
  return deeds.map((deed) => (
    <li key={deed}>
      <DeedButton deed={{ deed, kind, id }} className={entry}>
        {t(deed)}
      </DeedButton>
    </li>
  ))
}
