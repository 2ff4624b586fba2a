import type { Metadata } from 'next'

import { FoundActors } from '../../../components/search/FoundActors.tsx'
import { FoundArticle } from '../../../components/search/FoundArticle.tsx'
import { FoundTopics } from '../../../components/search/FoundTopics.tsx'
import { SearchBox } from '../../../components/search/SearchBox.tsx'
import { SearchPaging } from '../../../components/search/SearchPaging.tsx'
import { StateMessage, stateAction } from '../../../components/StateMessage.tsx'
import { Unavailable } from '../../../components/Unavailable.tsx'
import type { SearchPageQuery } from '../../../generated/graphql.ts'
import { feedHref, queryOf } from '../../../lib/feed-address.ts'
import { ApiRefusal } from '../../../lib/graphql.ts'
import { loadSearch } from '../../../lib/load-search.ts'
import { readSearchAddress, searchHref } from '../../../lib/search-address.ts'
import { words } from '../../../lib/words.ts'
import { setResponseStatus } from '../../../server/response-status.ts'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { text } = readSearchAddress(queryOf(await searchParams))
  const t = await words('search')
  return {
    title: text ? t('titleOf', { text }) : t('title'),
    description: t('description'),
    // A page of results is no result itself.
    robots: text ? { index: false } : null,
  }
}

export default async function SearchPage({ searchParams }: Props) {
  const query = queryOf(await searchParams)
  const { text, after, before } = readSearchAddress(query)
  const found = await loadSearch(query)
  if (found === 'unavailable') return <Unavailable retry={`/search?${query}`} />
  const t = await words('search')
  return (
    <div className="max-w-2xl pt-8">
      <h1 className="mb-6 font-serif text-3xl leading-tight font-semibold sm:text-[2.6rem]">
        {t('title')}
      </h1>
      <SearchBox text={text} />
      <div className="mt-10">
        {found === null && <p className="leading-relaxed text-quiet">{t('start')}</p>}
        {found instanceof ApiRefusal && <RefusedSearch refusal={found} text={text} />}
        {found !== null && !(found instanceof ApiRefusal) && (
          <Results found={found} text={text} isFirst={after === null && before === null} />
        )}
      </div>
    </div>
  )
}

interface ResultsProps {
  found: SearchPageQuery
  text: string
  isFirst: boolean
}

async function Results({ found: { search, topicConnection }, text, isFirst }: ResultsProps) {
  const { actors, articles } = search
  const topics = topicConnection.nodes
  const t = await words('search')
  if (actors.length + topics.length + articles.edges.length === 0) {
    return (
      <StateMessage title={t('none', { text })}>
        <p>{t('noneAdvice')}</p>
      </StateMessage>
    )
  }
  return (
    <div className="space-y-10">
      {isFirst && <FoundActors actors={actors} />}
      {isFirst && <FoundTopics topics={topics} />}
      <section aria-labelledby="found-articles">
        <h2 id="found-articles" className="font-serif text-2xl font-semibold">
          {t('articles')}
        </h2>
        <p className="mt-1 mb-4 text-sm leading-relaxed text-quiet">
          {t('count', {
            count: articles.totalCount,
            exact: articles.totalCountIsExact ? 'yes' : 'no',
          })}{' '}
          {articles.totalCount > 0 && (
            <a
              href={feedHref({ filter: { text } })}
              className="inline-block text-accent underline underline-offset-4 hover:no-underline"
            >
              {t('feed')}
            </a>
          )}
        </p>
        {articles.edges.map((edge) => (
          <FoundArticle key={edge.cursor} edge={edge} />
        ))}
        <SearchPaging pageInfo={articles.pageInfo} text={text} />
      </section>
    </div>
  )
}

async function RefusedSearch({ refusal, text }: { refusal: ApiRefusal; text: string }) {
  setResponseStatus(400)
  const t = await words('search')
  const isGone = refusal.code === 'BAD_CURSOR'
  return (
    <StateMessage title={t(isGone ? 'cursor' : 'refused')}>
      <p>{isGone ? t('cursorAdvice') : refusal.message}</p>
      {isGone && (
        <a href={searchHref({ text })} className={stateAction}>
          {t('again')}
        </a>
      )}
    </StateMessage>
  )
}
