import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { FeedAddress } from '../lib/feed-address.ts'
import { words } from '../lib/words.ts'

const fragment = graphql(`
  fragment Paging_pageInfo on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`)

interface Props {
  pageInfo: FragmentType<typeof fragment>
  address: FeedAddress
}

const link = 'inline-block py-2 hover:text-accent hover:underline'

/** Above the articles of a page: the way to newer ones, if there are any. */
export async function NewerArticles({
  pageInfo: masked,
  address: { filter, withMuted, unread },
}: Props) {
  const page = readFragment(fragment, masked)
  if (!page.hasPreviousPage) return null
  const t = await words('feed')
  return (
    <nav aria-label={t('newerPages')} className="flex gap-6 pb-4 font-medium text-accent">
      <a
        rel="prev"
        href={feedHref({ filter, withMuted, unread, cursorBefore: page.startCursor })}
        className={link}
      >
        {t('newer')}
      </a>
      <a href={feedHref({ filter, withMuted, unread })} className={link}>
        {t('newest')}
      </a>
    </nav>
  )
}

const linkStaysOnFailure = {
  'data-hx-status:4xx': 'swap:none',
  'data-hx-status:5xx': 'swap:none',
}

/**
 * Below the articles of a page: the way to older ones. Where scripts run they come before the reader gets
 * there: htmx puts the next page, with its own way on, in the place of this one.
 */
export async function OlderArticles({
  pageInfo: masked,
  address: { filter, withMuted, unread },
}: Props) {
  const page = readFragment(fragment, masked)
  if (!page.hasNextPage) return null
  const t = await words('feed')
  const href = feedHref({ filter, withMuted, unread, cursor: page.endCursor })
  return (
    <nav
      aria-label={t('olderPages')}
      data-older
      className="relative flex border-t border-rule pt-4 font-medium text-accent"
    >
      <a rel="next" href={href} className={link}>
        {t('older')}
      </a>
      <span
        data-next-page
        data-hx-get={href}
        data-hx-trigger="revealed"
        data-hx-select="[data-page], [data-older]"
        data-hx-target="closest nav"
        data-hx-swap="outerHTML ignoreTitle:true"
        {...linkStaysOnFailure}
        className="pointer-events-none absolute bottom-0 h-[120vh] w-px"
      />
    </nav>
  )
}
