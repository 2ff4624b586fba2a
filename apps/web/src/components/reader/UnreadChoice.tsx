import { feedHref } from '../../lib/feed-address.ts'
import type { FeedAddress } from '../../lib/feed-address.ts'
import { currentReader } from '../../lib/viewer.ts'
import { words } from '../../lib/words.ts'

/** Leaves out what the reader has read, or shows it again. */
export async function UnreadChoice({
  address: { filter, withMuted, unread },
}: {
  address: FeedAddress
}) {
  if (!(await currentReader())) return null
  const t = await words('reader')
  return (
    <a
      href={feedHref({ filter, withMuted, unread: !unread })}
      className="mr-4 inline-block py-1 text-sm text-quiet underline decoration-dotted underline-offset-4 hover:text-accent"
    >
      {t(unread ? 'readToo' : 'unreadOnly')}
    </a>
  )
}
