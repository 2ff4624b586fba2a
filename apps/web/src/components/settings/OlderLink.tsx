import { words } from '../../lib/words.ts'

interface Props {
  page: string
  /** Where this one begins, if not with the newest. */
  after: string | null
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

const link = 'inline-block py-1 font-medium text-accent hover:underline'

/** From one page of a long list to the next, and back to its beginning. */
export async function OlderLink({ page, after, pageInfo: { hasNextPage, endCursor } }: Props) {
  if (!after && !hasNextPage) return null
  const t = await words('settings')
  return (
    <nav aria-label={t('paging.pages')} className="mt-4 flex gap-6">
      {after && (
        <a href={page} className={link}>
          {t('paging.first')}
        </a>
      )}
      {hasNextPage && endCursor && (
        <a href={`${page}?${new URLSearchParams({ after: endCursor })}`} className={link}>
          {t('paging.next')}
        </a>
      )}
    </nav>
  )
}
