import type { Metadata } from 'next'

import { ArticleCard } from '../../../components/ArticleCard.tsx'
import { StateMessage, stateAction } from '../../../components/StateMessage.tsx'
import { Unavailable } from '../../../components/Unavailable.tsx'
import { graphql } from '../../../generated/index.ts'
import { queryOf } from '../../../lib/feed-address.ts'
import { ApiRefusal, ask } from '../../../lib/graphql.ts'
import { loadStates } from '../../../lib/load-states.ts'
import { unlessUnavailable } from '../../../lib/unless-unavailable.ts'
import { requireReader } from '../../../lib/viewer.ts'
import { readerLanguage, words } from '../../../lib/words.ts'

const savedArticles = graphql(`
  query SavedArticles($after: String, $language: String!) {
    viewer {
      reader {
        savedArticles(first: 20, after: $after) {
          nodes {
            id
            ...ArticleCard_article
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`)

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('reader'))('savedTitle') }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What somebody keeps to read later. */
export default async function SavedPage({ searchParams }: Props) {
  await requireReader()
  const after = new URLSearchParams(queryOf(await searchParams)).get('cursor') || null
  const [t, data] = await Promise.all([words('reader'), unlessUnavailable(articlesAfter(after))])
  if (!data) return <Unavailable retry="/saved" />
  const page = data.viewer?.reader?.savedArticles
  const articles = page?.nodes ?? []
  const states = await loadStates(articles.map(({ id }) => id))
  return (
    <div className="max-w-160 pt-8">
      <h1 className="font-serif text-3xl leading-tight font-semibold sm:text-[2.6rem]">
        {t('savedTitle')}
      </h1>
      <p className="mt-2 mb-8 text-quiet">{t('savedIntro')}</p>
      <div data-own="saved">
        {' '}
        {articles.length === 0 && (
          <StateMessage title={t('savedNone')}>
            <p>{t('savedNoneAdvice')}</p>
            <a href="/" className={stateAction}>
              {t('toFeed')}
            </a>
          </StateMessage>
        )}
        {articles.map((article) => (
          <ArticleCard
            key={article.id}
            article={article}
            filter={{}}
            state={states.get(article.id)}
          />
        ))}
      </div>{' '}
      {(after !== null || page?.pageInfo.hasNextPage) && (
        <nav
          aria-label={t('pages')}
          className="flex justify-between border-t border-rule pt-4 font-medium text-accent"
        >
          {after !== null && (
            <a href="/saved" className="py-2 hover:underline">
              {t('newest')}
            </a>
          )}
          {page?.pageInfo.hasNextPage && page.pageInfo.endCursor && (
            <a
              rel="next"
              href={`/saved?${new URLSearchParams({ cursor: page.pageInfo.endCursor })}`}
              className="ml-auto py-2 hover:underline"
            >
              {t('older')}
            </a>
          )}
        </nav>
      )}
    </div>
  )
}

/** From the beginning where the address names no place in the list. */
async function articlesAfter(after: string | null) {
  const language = await readerLanguage()
  try {
    return await ask(savedArticles, { after, language })
  } catch (error) {
    if (!(error instanceof ApiRefusal) || after === null) throw error
    return ask(savedArticles, { after: null, language })
  }
}
