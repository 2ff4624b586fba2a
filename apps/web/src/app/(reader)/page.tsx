import type { Metadata } from 'next'

import { ActiveFilters } from '../../components/ActiveFilters.tsx'
import { ArticleCard } from '../../components/ArticleCard.tsx'
import { EmptyFeed } from '../../components/EmptyFeed.tsx'
import { FeedLinks } from '../../components/FeedLinks.tsx'
import { FeedOutlets } from '../../components/FeedOutlets.tsx'
import { FeedProblem, UnreadableAddress } from '../../components/FeedProblem.tsx'
import { FeedSentence } from '../../components/FeedSentence.tsx'
import { FilterFacets } from '../../components/FilterFacets.tsx'
import { FilterPanel } from '../../components/FilterPanel.tsx'
import { FindSubject } from '../../components/FindSubject.tsx'
import { FindText } from '../../components/FindText.tsx'
import { LiveBar } from '../../components/LiveBar.tsx'
import { NewerArticles, OlderArticles } from '../../components/Paging.tsx'
import { PeriodChoices } from '../../components/PeriodChoices.tsx'
import { SalienceChoice } from '../../components/SalienceChoice.tsx'
import { HiddenArticles } from '../../components/reader/HiddenArticles.tsx'
import { MarkPageRead } from '../../components/reader/MarkPageRead.tsx'
import { SaveView } from '../../components/reader/SaveView.tsx'
import { UnreadChoice } from '../../components/reader/UnreadChoice.tsx'
import { Unavailable } from '../../components/Unavailable.tsx'
import { graphql } from '../../generated/index.ts'
import { feedHref, queryOf } from '../../lib/feed-address.ts'
import { wordsOf } from '../../lib/filter-names.ts'
import { ApiRefusal } from '../../lib/graphql.ts'
import { loadFeed } from '../../lib/load-feed.ts'
import { loadStates } from '../../lib/load-states.ts'
import { withoutMuted } from '../../lib/without-muted.ts'
import { groupByStory } from '../../lib/story-groups.ts'
import type { Articles, Feed } from '../../lib/load-feed.ts'
import { feedSentence, plainSentence } from '../../lib/sentence.ts'
import { readerLanguage, readerLocale, words } from '../../lib/words.ts'

const feedLive = graphql(`
  subscription FeedLive($filter: ArticleFilter, $after: String) {
    articleAdded(filter: $filter, after: $after) {
      cursor
      article {
        id
      }
    }
  }
`)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const feed = await loadFeed(queryOf(await searchParams))
  const t = await words('site')
  const title = feed.kind === 'feed' ? plainSentence(await sentenceOf(feed)) : t('feed')
  // A layout's template leaves the page that stands beside it alone.
  return { title: { absolute: t('title', { page: title }) } }
}

export default async function FeedPage({ searchParams }: Props) {
  const query = queryOf(await searchParams)
  const feed = await loadFeed(query)
  if (feed.kind === 'unavailable') return <Unavailable retry={`/?${query}`} />
  if (feed.kind === 'unreadable') return <UnreadableAddress reason={feed.reason} />
  const { address, names, facets, found, articles } = feed
  const { filter, find } = address
  const t = await words('feed')
  return (
    <div className="feed-layout">
      <FeedLinks filter={filter} />
      <div className="feed-heading">
        <FeedSentence parts={await sentenceOf(feed)} />
        <ActiveFilters filter={filter} names={names} />
        <UnreadChoice address={address} />
        <SalienceChoice filter={filter} />
      </div>
      <FilterPanel open={find !== ''}>
        <div data-own="feeds" className="empty:hidden">
          <SaveView filter={filter} name={plainSentence(await sentenceOf(feed))} />
        </div>
        <FindSubject filter={filter} find={find} found={found} />
        <FindText filter={filter} />
        {facets && <FilterFacets filter={filter} facets={facets} />}
        <PeriodChoices filter={filter} />
        <FeedOutlets filter={filter} />
      </FilterPanel>
      <section id="articles" aria-label={t('list')} tabIndex={-1} className="outline-none">
        {articles instanceof ApiRefusal ? (
          <div className="pt-6">
            <FeedProblem refusal={articles} address={address} />
          </div>
        ) : (
          <ArticleList feed={feed} articles={articles} />
        )}
      </section>
    </div>
  )
}

async function ArticleList({ feed, articles }: { feed: Feed; articles: Articles }) {
  const t = await words('feed')
  const { filter } = feed.address
  const states = await loadStates(articles.edges.map(({ node }) => node.id))
  const page = feedHref({ ...feed.address, find: '' })
  const { shown, hidden } = withoutMuted(articles.edges, states, feed.address)
  return (
    <>
      <LiveBar
        query={feedLive.toString()}
        variables={{ filter }}
        after={articles.liveCursor}
        href={feedHref({ filter })}
        words={{
          live: t('live'),
          reconnecting: t('reconnecting'),
          stale: t('stale'),
          arrivedOne: t('arrivedOne'),
          arrivedMany: t.raw('arrivedMany'),
        }}
      />
      {articles.edges.length === 0 && <EmptyFeed feed={feed} />}
      <NewerArticles pageInfo={articles.pageInfo} address={feed.address} />
      <div data-page={page} data-own={page}>
        {groupByStory(shown).map(({ first, others }) => (
          <ArticleCard
            key={first.id}
            article={first}
            filter={filter}
            mates={others}
            state={states.get(first.id)}
          />
        ))}
        <HiddenArticles hidden={hidden} address={feed.address} />
        <MarkPageRead articles={shown} states={states} />
      </div>
      <OlderArticles pageInfo={articles.pageInfo} address={feed.address} />
    </>
  )
}

async function sentenceOf({ address, names }: Feed) {
  const asked = wordsOf(await readerLocale(), address.filter, names)
  return feedSentence(await readerLanguage(), asked)
}
