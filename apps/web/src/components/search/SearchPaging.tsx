import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { searchHref } from '../../lib/search-address.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment SearchPaging_pageInfo on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`)

interface Props {
  pageInfo: FragmentType<typeof fragment>
  text: string
}

const link = 'inline-block py-2 hover:underline'

/** To better and to further results. */
export async function SearchPaging({ pageInfo, text }: Props) {
  const page = readFragment(fragment, pageInfo)
  const t = await words('search')
  if (!page.hasNextPage && !page.hasPreviousPage) return null
  return (
    <nav
      aria-label={t('pages')}
      className="flex gap-6 border-t border-rule pt-4 font-medium text-accent"
    >
      {page.hasPreviousPage && (
        <>
          <a href={searchHref({ text })} className={link}>
            {t('first')}
          </a>
          <a
            rel="prev"
            href={searchHref({ text, before: page.startCursor ?? null })}
            className={link}
          >
            {t('previous')}
          </a>
        </>
      )}
      {page.hasNextPage && (
        <a
          rel="next"
          href={searchHref({ text, after: page.endCursor ?? null })}
          className={`${link} ml-auto`}
        >
          {t('next')}
        </a>
      )}
    </nav>
  )
}
