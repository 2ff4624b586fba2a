import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { feedHref } from '../lib/feed-address.ts'
import type { FeedAddress } from '../lib/feed-address.ts'
import { words } from '../lib/words.ts'
import { NavLink } from './NavLink.tsx'

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

export async function Paging({ pageInfo: masked, address: { filter } }: Props) {
  const t = await words('feed')
  const page = readFragment(fragment, masked)
  if (!page.hasNextPage && !page.hasPreviousPage) return null
  return (
    <nav
      aria-label={t('pages')}
      className="flex gap-6 border-t border-rule pt-4 font-medium text-accent"
    >
      {page.hasPreviousPage && (
        <>
          <NavLink href={feedHref({ filter })} className={link}>
            {t('newest')}
          </NavLink>
          <NavLink
            rel="prev"
            href={feedHref({ filter, cursorBefore: page.startCursor })}
            className={link}
          >
            {t('newer')}
          </NavLink>
        </>
      )}
      {page.hasNextPage && (
        <NavLink
          rel="next"
          href={feedHref({ filter, cursor: page.endCursor })}
          className={`${link} ml-auto`}
        >
          {t('older')}
        </NavLink>
      )}
    </nav>
  )
}
