import type { Metadata } from 'next'

import { CanonicalLink } from '../../../components/CanonicalLink.tsx'
import { ChoiceLinks } from '../../../components/plot/ChoiceLinks.tsx'
import { TrendList } from '../../../components/trending/TrendList.tsx'
import { Unavailable } from '../../../components/Unavailable.tsx'
import { queryOf } from '../../../lib/feed-address.ts'
import {
  loadTrending,
  readTrendWindow,
  trendingHref,
  trendWindows,
} from '../../../lib/load-trending.ts'
import type { TrendWindow } from '../../../lib/load-trending.ts'
import { words } from '../../../lib/words.ts'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Fewer days than this share of a past say little about what is usual. */
const enough = 0.75

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('trending')
  return { title: t('title'), description: t('description') }
}

export default async function TrendingPage({ searchParams }: Props) {
  const window = readTrendWindow(queryOf(await searchParams))
  const trending = await loadTrending(window)
  if (!trending) return <Unavailable retry={trendingHref(window)} />
  const { actors, topics, days, daysWithArticles } = trending
  const t = await words('trending')
  return (
    <>
      <CanonicalLink path={trendingHref(window)} />
      <header className="max-w-measure pt-8">
        <h1 className="font-serif text-3xl leading-tight font-semibold sm:text-[2.6rem]">
          {t('title')}
        </h1>
        <p className="mt-3 leading-relaxed text-quiet">
          {t('intro')} {t('curve', { window })} {t('refresh')}
        </p>
        {daysWithArticles < enough * days && (
          <p className="mt-3 border-l-2 border-edge pl-4 leading-relaxed">
            {t('young', { days: daysWithArticles, past: days })}
          </p>
        )}
        <div className="mt-4 text-sm">
          <ChoiceLinks
            label={t('window')}
            choices={(Object.keys(trendWindows) as TrendWindow[]).map((each) => ({
              name: t('windows', { window: each }),
              href: trendingHref(each),
              chosen: each === window,
            }))}
          />
        </div>
      </header>
      <div className="mt-8 grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <TrendList
          id="actors"
          title={t('actors')}
          trends={actors}
          window={window}
          none={t('noActors')}
        />
        <TrendList
          id="topics"
          title={t('topics')}
          trends={topics}
          window={window}
          none={t('noTopics')}
        />
      </div>
    </>
  )
}
