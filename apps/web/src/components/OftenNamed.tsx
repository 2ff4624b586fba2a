import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { modeOf, withMember } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import { words } from '../lib/words.ts'
import { NavLink } from './NavLink.tsx'

const fragment = graphql(`
  fragment OftenNamed_article on Article {
    actors {
      entity {
        slug
        name
      }
    }
  }
`)

interface Props {
  articles: readonly FragmentType<typeof fragment>[]
  filter: ArticleFilter
}

const shown = 8

/** The actors that most of the articles on this page name, but for those already in the filter. */
export async function OftenNamed({ articles, filter }: Props) {
  const t = await words('filter')
  const counts = new Map<string, { name: string; count: number }>()
  for (const article of articles) {
    for (const { entity } of readFragment(fragment, article).actors) {
      const count = (counts.get(entity.slug)?.count ?? 0) + 1
      counts.set(entity.slug, { name: entity.name, count })
    }
  }
  const often = [...counts]
    .filter(([slug, { count }]) => count > 1 && modeOf(filter, 'actors', slug) === null)
    .toSorted(([, a], [, b]) => b.count - a.count)
    .slice(0, shown)
  if (often.length === 0) return null
  return (
    <section aria-labelledby="often-named">
      <h2 id="often-named" className="mb-1 text-quiet">
        {t('inTheseArticles')}
      </h2>
      <ul>
        {often.map(([slug, { name }]) => (
          <li key={slug}>
            <NavLink
              href={feedHref({ filter: withMember(filter, 'actors', 'all', slug) })}
              className="inline-block py-1 hover:text-accent hover:underline"
            >
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
