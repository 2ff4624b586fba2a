import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { modeOf, withMember, withoutMember } from '../lib/edit-filter.ts'
import type { SetName } from '../lib/edit-filter.ts'
import { feedHref } from '../lib/feed-address.ts'
import { languageName } from '../lib/language-name.ts'
import { readerLocale, words } from '../lib/words.ts'
import { FacetList } from './FacetList.tsx'
import type { Facet } from './FacetList.tsx'

const fragment = graphql(`
  fragment FilterFacets_facets on Facets {
    articleCount
    exact
    actors(first: 10) {
      articleCount
      entity {
        slug
        name
      }
    }
    topics(first: 14) {
      articleCount
      topic {
        slug
        label(language: $language)
      }
    }
    sources(first: 8) {
      articleCount
      source {
        slug
        name
      }
    }
    languages(first: 5) {
      articleCount
      language
    }
  }
`)

interface Props {
  filter: ArticleFilter
  facets: FragmentType<typeof fragment>
}

/** What the articles of the feed have in common, each to ask for as well. */
export async function FilterFacets({ filter, facets: masked }: Props) {
  const [t, locale] = await Promise.all([words('filter'), readerLocale()])
  const facets = readFragment(fragment, masked)
  const memberOf =
    (set: SetName, mode: 'all' | 'any') =>
    ([slug, name, count]: readonly [slug: string, name: string, count: number]): Facet => {
      const chosen = modeOf(filter, set, slug) !== null
      const changed = chosen
        ? withoutMember(filter, set, slug)
        : withMember(filter, set, mode, slug)
      return { name, count, href: feedHref({ filter: changed }), chosen }
    }
  // A single language says nothing.
  const languages = facets.languages.length > 1 || filter.languages ? facets.languages : []
  return (
    <>
      <FacetList
        id="actor-facets"
        title={t('who')}
        facets={facets.actors
          .map(({ entity, articleCount }) => [entity.slug, entity.name, articleCount] as const)
          .map(memberOf('actors', 'all'))}
      />
      <FacetList
        id="topic-facets"
        title={t('topics')}
        facets={facets.topics
          .map(({ topic, articleCount }) => [topic.slug, topic.label, articleCount] as const)
          .map(memberOf('topics', 'all'))}
      />
      <FacetList
        id="source-facets"
        title={t('sources')}
        facets={facets.sources
          .map(({ source, articleCount }) => [source.slug, source.name, articleCount] as const)
          .map(memberOf('sources', 'any'))}
      />
      <FacetList
        id="language-facets"
        title={t('languages')}
        facets={languages.map(({ language, articleCount }) => {
          const chosen = filter.languages?.includes(language) ?? false
          const { languages: _, ...rest } = filter
          const changed = chosen ? rest : { ...rest, languages: [language] }
          return {
            name: languageName(locale, language),
            count: articleCount,
            href: feedHref({ filter: changed }),
            chosen,
          }
        })}
      />
      {!facets.exact && (
        <p className="text-sm text-quiet">{t('newestCounted', { count: facets.articleCount })}</p>
      )}
    </>
  )
}
