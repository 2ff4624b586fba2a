import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { externalHref } from '../lib/external-href.ts'
import type { Locale } from '../lib/languages.ts'
import { exactTime } from '../lib/time.ts'
import { readerLocale, words } from '../lib/words.ts'

const fragment = graphql(`
  fragment Byline_article on Article {
    byline
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
  const { byline, publishedAt, revisedAt, url, source } = readFragment(fragment, masked)
  const [t, locale] = await Promise.all([words('article'), readerLocale()])
  const original = externalHref(url)
  return (
    <div className="mt-5 text-sm leading-relaxed text-quiet">
      <p>{byline ? t('by', { byline, source: source.name }) : source.name}</p>
      <p>
        {t.rich(revisedAt ? 'publishedAndRevised' : 'published', {
          time: () => <Time key="published" date={publishedAt} locale={locale} />,
          revised: () => <Time key="revised" date={revisedAt ?? publishedAt} locale={locale} />,
        })}
      </p>
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
