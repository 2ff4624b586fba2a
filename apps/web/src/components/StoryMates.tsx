import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { langOf } from '../lib/lang-of.ts'
import { storyHref } from '../lib/subject-address.ts'
import { words } from '../lib/words.ts'
import { PublishedTime } from './PublishedTime.tsx'

const fragment = graphql(`
  fragment StoryMates_article on Article {
    id
    headline
    language
    publishedAt
    source {
      name
    }
  }
`)

const storyFragment = graphql(`
  fragment StoryMates_story on Story {
    id
    articleCount
  }
`)

interface Props {
  story: FragmentType<typeof storyFragment>
  /** Those on this page, but for the one they stand below. */
  articles: readonly FragmentType<typeof fragment>[]
}

/** Who else tells the story of an article. */
export async function StoryMates({ story: masked, articles }: Props) {
  const story = readFragment(storyFragment, masked)
  if (story.articleCount < 2) return null
  const t = await words('feed')
  return (
    <div className="mt-4 border-l-2 border-rule pl-4 text-[0.95rem]">
      {articles.length > 0 && (
        <ul aria-label={t('sameStory')} className="space-y-1.5">
          {readFragment(fragment, articles).map(({ id, headline, language, ...article }) => (
            <li key={id} className="leading-snug">
              <a
                href={`/articles/${id}`}
                lang={langOf(language)}
                className="font-serif hover:text-accent hover:underline"
              >
                {headline}
              </a>{' '}
              <span className="text-sm text-quiet">
                {article.source.name} <span aria-hidden="true">·</span>{' '}
                <PublishedTime date={article.publishedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <a
        href={storyHref(story.id)}
        className={`inline-block py-1 text-sm text-quiet hover:text-accent hover:underline ${articles.length > 0 ? 'mt-1' : ''}`}
      >
        {t('story', { count: story.articleCount })}
      </a>
    </div>
  )
}
