import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'

import { CanonicalLink } from '../../../../components/CanonicalLink.tsx'
import { Coverage } from '../../../../components/plot/Coverage.tsx'
import { ActorBars } from '../../../../components/subject/ActorBars.tsx'
import { ActorHeading } from '../../../../components/subject/ActorHeading.tsx'
import { ActorJsonLd } from '../../../../components/subject/ActorJsonLd.tsx'
import { LatestArticles } from '../../../../components/subject/LatestArticles.tsx'
import { SourceBars } from '../../../../components/subject/SourceBars.tsx'
import { TopicBars } from '../../../../components/subject/TopicBars.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { queryOf } from '../../../../lib/feed-address.ts'
import { loadActor } from '../../../../lib/load-actor.ts'
import { actorHref } from '../../../../lib/subject-address.ts'
import { words } from '../../../../lib/words.ts'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function load({ params, searchParams }: Props) {
  const { slug } = await params
  const query = queryOf(await searchParams)
  return { slug, query, actor: await loadActor(slug, query) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { actor } = await load(props)
  const t = await words('subject')
  if (actor === null) return { title: t('unknownActor') }
  if (actor === 'unavailable') return { title: (await words('problem'))('unavailable') }
  const { name } = actor.entity
  return { title: name, description: t('described', { name }) }
}

export default async function ActorPage(props: Props) {
  const { slug, query, actor } = await load(props)
  if (actor === null) notFound()
  const path = actorHref(slug)
  if (actor === 'unavailable') return <Unavailable retry={`${path}?${query}`} />
  const { entity, facets, articles, shown, window } = actor
  // It was merged into another, whose name is its address now.
  if (entity.slug !== slug) permanentRedirect(`${actorHref(entity.slug)}${query && `?${query}`}`)
  const filter = { actors: { all: [slug] } }
  const others = facets.actors.filter((other) => other.entity.slug !== slug).slice(0, 8)
  const isAboveChance = entity.coActors.length > 0
  const t = await words('subject')
  return (
    <div className="subject-layout">
      <CanonicalLink path={path} />
      <ActorJsonLd entity={entity} />
      <div className="subject-heading">
        <ActorHeading entity={entity} />
        <Coverage path={path} timeline={entity.timeline} shown={shown} filter={filter} />
      </div>
      <aside className="subject-company" aria-label={t('company', { name: entity.name })}>
        <ActorBars title={t('appearsWith')} actors={isAboveChance ? entity.coActors : others}>
          {isAboveChance
            ? t('appearsWithWhy', { window })
            : t('sameArticles', { span: shown.span })}
        </ActorBars>
        <TopicBars facets={facets} />
        <SourceBars facets={facets} filter={filter} />
      </aside>
      <div className="subject-articles">
        <LatestArticles
          articles={articles}
          filter={filter}
          none={t('none', { name: entity.name })}
        />
      </div>
    </div>
  )
}
