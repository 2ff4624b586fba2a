import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'

import { CanonicalLink } from '../../../../components/CanonicalLink.tsx'
import { InterestForm } from '../../../../components/interest/InterestForm.tsx'
import { Coverage } from '../../../../components/plot/Coverage.tsx'
import { ActorBars } from '../../../../components/subject/ActorBars.tsx'
import { LatestArticles } from '../../../../components/subject/LatestArticles.tsx'
import { SourceBars } from '../../../../components/subject/SourceBars.tsx'
import { SubjectHeading } from '../../../../components/subject/SubjectHeading.tsx'
import { TopicFamily } from '../../../../components/subject/TopicFamily.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { queryOf } from '../../../../lib/feed-address.ts'
import { loadTopic } from '../../../../lib/load-topic.ts'
import { topicHref } from '../../../../lib/subject-address.ts'
import { words } from '../../../../lib/words.ts'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function load({ params, searchParams }: Props) {
  const { slug } = await params
  const query = queryOf(await searchParams)
  return { slug, query, topic: await loadTopic(slug, query) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { topic } = await load(props)
  const t = await words('subject')
  if (topic === null) return { title: t('unknownTopic') }
  if (topic === 'unavailable') return { title: (await words('problem'))('unavailable') }
  const name = capitalized(topic.topic.label)
  return { title: name, description: t('described', { name }) }
}

export default async function TopicPage(props: Props) {
  const { slug, query, topic: found } = await load(props)
  if (found === null) notFound()
  const path = topicHref(slug)
  if (found === 'unavailable') return <Unavailable retry={`${path}?${query}`} />
  const { topic, facets, articles, shown } = found
  // Another took its place, or it goes by another name.
  if (topic.slug !== slug) permanentRedirect(`${topicHref(topic.slug)}${query && `?${query}`}`)
  const filter = { topics: { all: [slug] } }
  const name = topic.label
  const t = await words('subject')
  return (
    <div className="subject-layout">
      <CanonicalLink path={path} />
      <div className="subject-heading">
        <SubjectHeading
          kind={t('topic')}
          name={name}
          filter={filter}
          actions={<InterestForm id={topic.id} kind="Topic" name={name} path={path} />}
        >
          <TopicFamily topic={topic} />
        </SubjectHeading>
        <Coverage path={path} timeline={topic.timeline} shown={shown} filter={filter} />
      </div>
      <aside className="subject-company" aria-label={t('company', { name })}>
        <ActorBars title={t('actors')} actors={facets.actors}>
          {!facets.exact && t('counted', { count: facets.articleCount })}
        </ActorBars>
        <SourceBars facets={facets} filter={filter} />
      </aside>
      <div className="subject-articles">
        <LatestArticles articles={articles} filter={filter} none={t('noneAbout', { name })} />
      </div>
    </div>
  )
}

/** As it stands at the beginning of a line. */
function capitalized(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}
