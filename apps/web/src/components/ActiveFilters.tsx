import type { ArticleFilter } from '@courant/filter'

import { modes, withMember } from '../lib/edit-filter.ts'
import type { Mode, SetName } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import { clausesOf } from '../lib/filter-clauses.ts'
import type { FilterNames } from '../lib/filter-names.ts'
import { readerLanguage, words } from '../lib/words.ts'

interface Props {
  filter: ArticleFilter
  names: FilterNames
}

/** Each clause of the filter as a chip that can be taken away, or asked for differently. */
export async function ActiveFilters({ filter, names }: Props) {
  const clauses = clausesOf(await readerLanguage(), filter, names)
  if (clauses.length === 0) return null
  const t = await words('filter')
  return (
    <ul aria-label={t('active')} className="mt-3 flex flex-wrap items-center gap-2 text-sm">
      {clauses.map(({ key, name, rest, member }) => (
        <li
          key={key}
          className="flex items-stretch overflow-hidden rounded-full border border-edge leading-snug"
        >
          {member && <ModeLink filter={filter} name={name} {...member} />}
          <span className={`py-1 ${member ? 'pl-1.5' : 'pl-3'}`}>{name}</span>
          <a
            href={feedHref({ filter: rest })}
            aria-label={t('remove', { name })}
            className="grid min-w-8 place-items-center text-quiet -outline-offset-2 hover:bg-raised hover:text-accent"
          >
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a
          href={feedHref({})}
          className="inline-block px-1.5 py-1 text-quiet hover:text-accent hover:underline"
        >
          {t('clear')}
        </a>
      </li>
    </ul>
  )
}

interface ModeLinkProps {
  filter: ArticleFilter
  name: string
  set: SetName
  mode: Mode
  slug: string
}

/** "with NATO" leads to "or NATO", that to "without NATO", and that back again. */
async function ModeLink({ filter, name, set, mode, slug }: ModeLinkProps) {
  const t = await words('filter')
  const next = modes[(modes.indexOf(mode) + 1) % modes.length] ?? 'all'
  const label = t('changeMode', { now: t(`modes.${mode}`), name, next: t(`modes.${next}`) })
  return (
    <a
      href={feedHref({ filter: withMember(filter, set, next, slug) })}
      aria-label={label}
      title={label}
      className="py-1 pl-3 text-quiet underline decoration-rule decoration-dotted underline-offset-4 -outline-offset-2 hover:text-accent"
    >
      {t(`modes.${mode}`)}
    </a>
  )
}
