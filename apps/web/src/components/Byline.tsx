import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { externalHref } from '../lib/external-href.ts'
import { exactTime } from '../lib/time.ts'
import { messages } from '../messages/messages.ts'

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
export function Byline({ article: masked }: { article: FragmentType<typeof fragment> }) {
  const { byline, publishedAt, revisedAt, url, source } = readFragment(fragment, masked)
  const words = messages.article
  const original = externalHref(url)
  return (
    <div className="mt-5 text-sm leading-relaxed text-quiet">
      <p>
        {byline && <>{words.by(byline)}, </>}
        {source.name}
      </p>
      <p>
        {words.published} <time dateTime={publishedAt}>{exactTime(new Date(publishedAt))}</time>
        {revisedAt && (
          <>
            , {words.revised.toLowerCase()}{' '}
            <time dateTime={revisedAt}>{exactTime(new Date(revisedAt))}</time>
          </>
        )}
      </p>
      {original && (
        <p>
          <a
            href={original}
            rel="noopener noreferrer"
            className="text-accent underline underline-offset-4 hover:no-underline"
          >
            {words.original(source.name)}
          </a>
        </p>
      )}
    </div>
  )
}
