import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { langOf } from '../../lib/lang-of.ts'
import { exactTime } from '../../lib/time.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { SubjectHeading } from '../subject/SubjectHeading.tsx'

const fragment = graphql(`
  fragment StoryHeading_story on Story {
    id
    headline
    firstSeenAt
    lastSeenAt
    articleCount
    leadArticle {
      lead
      language
    }
    sources {
      source {
        slug
      }
    }
  }
`)

/** What a story is, how many tell it, and since when. */
export async function StoryHeading({ story: masked }: { story: FragmentType<typeof fragment> }) {
  const story = readFragment(fragment, masked)
  const t = await words('story')
  const locale = await readerLocale()
  const { lead, language } = story.leadArticle
  const time = (date: string) => <time dateTime={date}>{exactTime(locale, new Date(date))}</time>
  const lang = langOf(language)
  return (
    <SubjectHeading
      kind={t('kind')}
      name={<span lang={lang}>{story.headline}</span>}
      filter={{ stories: { any: [story.id] } }}
    >
      {lead && (
        <p lang={lang} className="mt-4 font-serif text-xl leading-relaxed">
          {lead}
        </p>
      )}
      <p className="mt-4 text-sm leading-relaxed text-quiet">
        {t.rich('sum', {
          articles: story.articleCount,
          sources: story.sources.length,
          first: () => time(story.firstSeenAt),
          last: () => time(story.lastSeenAt),
        })}
      </p>
    </SubjectHeading>
  )
}
