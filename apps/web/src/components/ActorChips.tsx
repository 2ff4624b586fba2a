import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { words } from '../lib/words.ts'
import { AddLink } from './AddLink.tsx'
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
const chip = 'inline-flex items-center rounded-full border leading-snug'
const name = 'inline-block rounded-full px-3 py-1'

/** The most salient actors of an article; each adds itself to the filter. */
export async function ActorChips({ article: masked, filter }: Props) {
  const { id, headline, actors } = readFragment(fragment, masked)
  if (actors.length === 0) return null
  const t = await words('feed')
  const hidden = actors.length - shownActors
  return (
    <ul aria-label={t('actors')} className="mt-4 flex flex-wrap gap-1.5 text-sm">
      {actors.slice(0, shownActors).map(({ entity, about }) => (
        <li
          key={entity.slug}
          className={`${chip} border-rule focus-within:border-accent hover:border-accent has-[.chosen]:border-accent`}
        >
          <AddLink
            filter={filter}
            set="actors"
            slug={entity.slug}
            name={entity.name}
            className={`${name} hover:text-accent ${about ? '' : 'text-quiet'}`}
            chosenClassName={`${name} chosen text-accent`}
          />
          <SubjectMenu kind="Entity" filter={filter} {...entity} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <a
            href={`/articles/${id}#actors`}
            aria-label={t('moreActorsIn', { count: hidden, headline })}
            className={`${name} text-quiet hover:text-accent hover:underline`}
          >
            {t('moreActors', { count: hidden })}
          </a>
        </li>
      )}
    </ul>
  )
}
