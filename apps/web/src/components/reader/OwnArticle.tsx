import { signInHref } from '../../lib/own-path.ts'
import { loadStates } from '../../lib/load-states.ts'
import { isMarkedUnread } from '../../lib/mark-opened.ts'
import { words } from '../../lib/words.ts'
import { ArticleDeeds } from './ArticleDeeds.tsx'
import { ShareMenu } from './ShareMenu.tsx'

/** What a reader can do with the article of a page. It counts as read from now on, unless they just denied it. */
export async function OwnArticle({ id, headline }: { id: string; headline: string }) {
  const [t, states, unread] = await Promise.all([
    words('reader'),
    loadStates([id]),
    isMarkedUnread(id),
  ])
  const state = states.get(id)
  const share = <ShareMenu id={id} headline={headline} />
  return (
    <div data-own={id} className="mt-4 text-sm">
      {state ? (
        <ArticleDeeds state={{ ...state, read: !unread }} describedBy={`headline-${id}`}>
          {share}
        </ArticleDeeds>
      ) : (
        <div className="flex flex-wrap gap-x-4 text-quiet">
          <a
            href={signInHref(`/articles/${id}`)}
            className="py-1 hover:text-accent hover:underline"
          >
            {t('signInToSave')}
          </a>
          {share}
        </div>
      )}
    </div>
  )
}
