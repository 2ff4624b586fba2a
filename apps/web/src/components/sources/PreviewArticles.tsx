import { externalHref } from '../../lib/external-href.ts'
import type { Preview } from '../../lib/load-preview.ts'
import { words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'

interface Props {
  title: string
  articles: Preview['articles']
}

/** The latest articles of a feed that nobody subscribed to yet. */
export async function PreviewArticles({ title, articles }: Props) {
  const t = await words('sources')
  return (
    <section aria-labelledby="brings" className="mt-12 max-w-measure">
      <h2 id="brings" className="mb-2 text-xl font-semibold">
        {title}
      </h2>
      {articles.length === 0 ? (
        <p className="text-quiet">{t('adding.noArticles')}</p>
      ) : (
        <ol>
          {articles.map(({ headline, lead, url, publishedAt }, index) => {
            const href = externalHref(url)
            return (
              // Headlines repeat, addresses may be missing: its place is its identity.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="border-t border-rule py-3">
                <h3 className="font-serif text-lg leading-snug font-medium">
                  {href ? (
                    <a
                      href={href}
                      rel="noopener noreferrer"
                      className="hover:text-accent hover:underline"
                    >
                      {headline}
                    </a>
                  ) : (
                    headline
                  )}
                </h3>
                {lead && <p className="mt-1 line-clamp-2 leading-relaxed">{lead}</p>}
                {publishedAt && (
                  <p className="mt-1 text-sm text-quiet">
                    <PublishedTime date={publishedAt} />
                  </p>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
