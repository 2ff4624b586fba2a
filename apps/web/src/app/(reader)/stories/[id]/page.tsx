import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'

import { CanonicalLink } from '../../../../components/CanonicalLink.tsx'
import { RankedBars } from '../../../../components/plot/RankedBars.tsx'
import { StateMessage, stateAction } from '../../../../components/StateMessage.tsx'
import { StoryCourse } from '../../../../components/story/StoryCourse.tsx'
import { StoryHeading } from '../../../../components/story/StoryHeading.tsx'
import { StoryTakeaways } from '../../../../components/story/StoryTakeaways.tsx'
import { ActorBars } from '../../../../components/subject/ActorBars.tsx'
import { TopicBars } from '../../../../components/subject/TopicBars.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { feedHref, queryOf } from '../../../../lib/feed-address.ts'
import { loadStory } from '../../../../lib/load-story.ts'
import { storyHref } from '../../../../lib/subject-address.ts'
import { words } from '../../../../lib/words.ts'
import { setResponseStatus } from '../../../../server/response-status.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function load({ params, searchParams }: Props) {
  const { id } = await params
  const query = queryOf(await searchParams)
  return { id, query, found: await loadStory(id, new URLSearchParams(query).get('after')) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await load(props)
  const t = await words('story')
  if (found === null) return { title: t('unknown') }
  if (found === 'gone') return { title: t('cursor') }
  if (found === 'unavailable') return { title: (await words('problem'))('unavailable') }
  const { headline, sources } = found.story
  return { title: headline, description: t('description', { headline, sources: sources.length }) }
}

export default async function StoryPage(props: Props) {
  const { id, query, found } = await load(props)
  if (found === null) notFound()
  const path = storyHref(id)
  if (found === 'gone') return <GonePage path={path} />
  if (found === 'unavailable') return <Unavailable retry={`${path}?${query}`} />
  const { story, facets } = found
  // It was merged into another; its pages are other pages.
  if (story.id !== id) permanentRedirect(storyHref(story.id))
  const filter = { stories: { any: [id] } }
  const t = await words('story')
  return (
    <div className="subject-layout">
      <CanonicalLink path={path} />
      <div className="subject-heading">
        <StoryHeading story={story} />
        <StoryTakeaways story={story} />
      </div>
      <aside className="subject-company" aria-label={t('around')}>
        <RankedBars
          id="sources"
          title={t('sources')}
          items={story.sources.map(({ source: { slug, name }, articleCount: count }) => ({
            name,
            href: feedHref({ filter: { ...filter, sources: { any: [slug] } } }),
            count,
          }))}
          countText={(count) => t('count', { count })}
        />
        <ActorBars title={t('actors')} actors={facets.actors} />
        <TopicBars facets={facets} />
      </aside>
      <div className="subject-articles">
        <StoryCourse articles={story.articles} storyId={id} leadId={story.leadArticle.id} />
      </div>
    </div>
  )
}

async function GonePage({ path }: { path: string }) {
  setResponseStatus(400)
  const t = await words('story')
  return (
    <StateMessage title={t('cursor')} level={1}>
      <p>{t('cursorAdvice')}</p>
      <a href={path} className={stateAction}>
        {t('all')}
      </a>
    </StateMessage>
  )
}
