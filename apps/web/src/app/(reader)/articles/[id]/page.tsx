import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'

import { MarkActors } from '../../../../components/article/MarkActors.tsx'
import { OtherSources } from '../../../../components/article/OtherSources.tsx'
import { RelatedArticles } from '../../../../components/article/RelatedArticles.tsx'
import { OwnArticle } from '../../../../components/reader/OwnArticle.tsx'
import { ArticleDetails } from '../../../../components/ArticleDetails.tsx'
import { ArticleJsonLd } from '../../../../components/ArticleJsonLd.tsx'
import { ArticleBody, ArticleLead } from '../../../../components/ArticleText.tsx'
import { Byline } from '../../../../components/Byline.tsx'
import { TakeawayList } from '../../../../components/TakeawayList.tsx'
import { TopicKicker } from '../../../../components/TopicKicker.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { graphql } from '../../../../generated/index.ts'
import { langOf } from '../../../../lib/lang-of.ts'
import { ask } from '../../../../lib/graphql.ts'
import { markOpened } from '../../../../lib/mark-opened.ts'
import { readArticle } from '../../../../lib/read-article.ts'
import { readerLanguage, words } from '../../../../lib/words.ts'

const articlePage = graphql(`
  query ArticlePage($id: ID!, $language: String!) {
    article(id: $id) {
      headline
      lead
      language
      ...ArticleJsonLd_article
      ...ArticleText_article
      ...ArticleDetails_article
      ...Byline_article
      ...OtherSources_article
      ...RelatedArticles_article
      ...TakeawayList_article
      ...TopicKicker_article
    }
  }
`)

const loadArticle = cache(async (id: string) =>
  readArticle(ask(articlePage, { id, language: await readerLanguage() })),
)

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await loadArticle((await params).id)
  const t = await words('problem')
  if (article === null) return { title: t('notFound') }
  if (article === 'unavailable') return { title: t('unavailable') }
  return { title: article.headline, description: article.lead }
}

export default async function ArticlePage({ params }: Props) {
  const { id } = await params
  const article = await loadArticle(id)
  if (article === null) notFound()
  if (article === 'unavailable') return <Unavailable retry={`/articles/${id}`} />
  const language = langOf(article.language)
  await markOpened(id)
  return (
    <div className="article-layout">
      <ArticleJsonLd article={article} />
      <article>
        <TopicKicker article={article} filter={{}} />
        <div lang={language}>
          <h1
            id={`headline-${id}`}
            className="font-serif text-3xl leading-tight font-semibold sm:text-[2.6rem]"
          >
            {article.headline}
          </h1>
          <ArticleLead article={article} />
        </div>
        <Byline article={article} />
        <OwnArticle id={id} headline={article.headline} />
        <TakeawayList article={article} />
        <MarkActors />
        <div lang={language}>
          <ArticleBody article={article} />
        </div>
        <OtherSources article={article} />
        <RelatedArticles article={article} />
      </article>
      <ArticleDetails article={article} />
    </div>
  )
}
