import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { words } from '../lib/words.ts'
import { AddLink } from './AddLink.tsx'
import { NavLink } from './NavLink.tsx'
import { SubjectMenu } from './reader/SubjectMenu.tsx'

const fragment = graphql(`
  fragment ActorChips_article on Article {
    id
    headline
    actors {
      about
      entity {
        id
        slug
        name
      }
    }
  }
`)

interface Props {
  article: FragmentType<typeof fragment>
  filter: ArticleFilter
}

const shownActors = 6
const chip = 'inline-block rounded-full border px-3 py-1 leading-snug'

/** The most salient actors of an article; each adds itself to the filter. */
export async function ActorChips({ article: masked, filter }: Props) {
  const { id, headline, actors } = readFragment(fragment, masked)
  if (actors.length === 0) return null
  const t = await words('feed')
  const hidden = actors.length - shownActors
  return (
    <ul aria-label={t('actors')} className="mt-4 flex flex-wrap gap-1.5 text-sm">
      {actors.slice(0, shownActors).map(({ entity, about }) => (
        <li key={entity.slug} className="flex items-center">
          <AddLink
            filter={filter}
            set="actors"
            slug={entity.slug}
            name={entity.name}
            className={`${chip} border-rule hover:border-accent hover:text-accent ${about ? '' : 'text-quiet'}`}
            chosenClassName={`${chip} border-accent text-accent`}
          />
          <SubjectMenu kind="Entity" filter={filter} {...entity} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <NavLink
            href={`/articles/${id}#actors`}
            aria-label={t('moreActorsIn', { count: hidden, headline })}
            className={`${chip} border-transparent text-quiet hover:text-accent hover:underline`}
          >
            {t('moreActors', { count: hidden })}
          </NavLink>
        </li>
      )}
    </ul>
  )
}
