import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'

import { RevisionDiff } from '../../../../../components/article/RevisionDiff.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { graphql } from '../../../../../generated/index.ts'
import { langOf } from '../../../../../lib/lang-of.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { readArticle } from '../../../../../lib/read-article.ts'
import { exactTime } from '../../../../../lib/time.ts'
import { readerLocale, words } from '../../../../../lib/words.ts'

const revisionsPage = graphql(`
  query RevisionsPage($id: ID!, $after: String) {
    article(id: $id) {
      headline
      language
      revisions(first: 10, after: $after) {
        nodes {
          revision
          heldFrom
          ...RevisionDiff_revision
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const loadRevisions = cache((id: string, after: string | null) =>
  readArticle(ask(revisionsPage, { id, after })),
)

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { article } = await askedFor(props)
  const t = await words('revisions')
  if (article === null || article === 'unavailable') return { title: t('title') }
  return { title: t('of', { headline: article.headline }), robots: { index: false } }
}

/** How an article came to read as it does. */
export default async function RevisionsPage(props: Props) {
  const { id, article } = await askedFor(props)
  if (article === null) notFound()
  const path = `/articles/${id}`
  if (article === 'unavailable') return <Unavailable retry={`${path}/revisions`} />
  const [t, locale] = await Promise.all([words('revisions'), readerLocale()])
  const { nodes, pageInfo } = article.revisions
  const language = langOf(article.language)
  return (
    <div className="max-w-[44rem] pt-8">
      <p className="text-sm text-quiet">{t('title')}</p>
      <h1
        lang={language}
        className="mt-1 font-serif text-2xl leading-tight font-semibold sm:text-3xl"
      >
        <a href={path} className="hover:text-accent hover:underline">
          {article.headline}
        </a>
      </h1>
      <p className="mt-3 text-sm text-quiet">{t('key')}</p>
      {nodes.map((revision) => (
        <article
          key={revision.revision}
          aria-labelledby={`revision-${revision.revision}`}
          className="mt-8 border-t border-rule pt-5"
        >
          <h2 id={`revision-${revision.revision}`} className="mb-4 font-semibold">
            {t('revision', { number: revision.revision })}{' '}
            <time dateTime={revision.heldFrom} className="text-sm font-normal text-quiet">
              {exactTime(locale, new Date(revision.heldFrom))}
            </time>
          </h2>
          <div lang={language}>
            <RevisionDiff revision={revision} />
          </div>
        </article>
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor && (
        <a
          href={`${path}/revisions?${new URLSearchParams({ cursor: pageInfo.endCursor })}`}
          className="mt-8 inline-block py-2 text-accent underline underline-offset-4 hover:no-underline"
        >
          {t('older')}
        </a>
      )}
    </div>
  )
}

async function askedFor({ params, searchParams }: Props) {
  const [{ id }, { cursor }] = await Promise.all([params, searchParams])
  return { id, article: await loadRevisions(id, [cursor ?? []].flat()[0] ?? null) }
}
