import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { externalHref } from '../lib/external-href.ts'
import type { Locale } from '../lib/languages.ts'
import { readingMinutes } from '../lib/reading-time.ts'
import { exactTime } from '../lib/time.ts'
import { readerLocale, words } from '../lib/words.ts'

const fragment = graphql(`
  fragment Byline_article on Article {
    id
    byline
    language
    lead
    sections {
      paragraphs
    }
    publishedAt
    revisedAt
    url
    source {
      name
    }
  }
`)

/** Who wrote it, where it stands, and when. */
export async function Byline({ article: masked }: { article: FragmentType<typeof fragment> }) {
  const { id, byline, language, lead, sections, publishedAt, revisedAt, url, source } =
    readFragment(fragment, masked)
  const [t, locale] = await Promise.all([words('article'), readerLocale()])
  const texts = [lead, ...sections.flatMap(({ paragraphs }) => paragraphs)]
  const minutes = readingMinutes(language, texts)
  const original = externalHref(url)
  return (
    <div className="mt-5 text-sm leading-relaxed text-quiet">
      <p>{byline ? t('by', { byline, source: source.name }) : source.name}</p>
      <p>
        {t.rich(revisedAt ? 'publishedAndRevised' : 'published', {
          time: () => <Time key="published" date={publishedAt} locale={locale} />,
          link: (changed) => (
            <a
              key="link"
              href={`/articles/${id}/revisions`}
              className="underline decoration-dotted underline-offset-4 hover:text-accent"
            >
              {changed}
            </a>
          ),
          revised: () => <Time key="revised" date={revisedAt ?? publishedAt} locale={locale} />,
        })}
      </p>
      <p>{t('minutes', { minutes })}</p>
      {original && (
        <p>
          <a
            href={original}
            rel="noopener noreferrer"
            className="text-accent underline underline-offset-4 hover:no-underline"
          >
            {t('original', { source: source.name })}
          </a>
        </p>
      )}
    </div>
  )
}

function Time({ date, locale }: { date: string; locale: Locale }) {
  return <time dateTime={date}>{exactTime(locale, new Date(date))}</time>
}
