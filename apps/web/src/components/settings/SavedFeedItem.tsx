import { dropFeed, renameFeed } from '../../app/(reader)/settings/feeds/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

const fragment = graphql(`
  fragment SavedFeedItem_savedFeed on SavedFeed {
    id
    name
    query
  }
`)

/** A saved feed: its articles here and for feed readers, and what can be done with it. */
export async function SavedFeedItem({ feed }: { feed: FragmentType<typeof fragment> }) {
  const t = await words('settings')
  const { id, name, query } = readFragment(fragment, feed)
  const quietLink = 'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'
  return (
    <li className="border-t border-rule py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 font-serif text-xl leading-snug font-medium break-words">
          <a href={`/?${query}`} className="hover:text-accent hover:underline">
            {name}
          </a>
        </h2>
        <a
          href={`/feeds/articles.rss?${query}`}
          aria-label={t('feeds.rssOf', { name })}
          className={`${quietLink} text-sm`}
        >
          {t('feeds.rss')}
        </a>
      </div>
      <div className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-2 text-sm">
        <details key={name}>
          <summary
            aria-label={t('feeds.renameOf', { name })}
            className="cursor-pointer py-1 text-quiet hover:text-accent"
          >
            {t('feeds.rename')}
          </summary>
          <ActionForm
            action={renameFeed}
            initial={{ values: { name }, chosen: [], errors: {} }}
            className="mt-3 w-72 max-w-full space-y-3 text-base"
          >
            <input type="hidden" name="id" value={id} />
            <FormField name="name" autoComplete="off" label={t('feeds.name')} />
            <SubmitButton pending={t('saving')}>{t('save')}</SubmitButton>
          </ActionForm>
        </details>
        <ActionForm action={dropFeed} className="">
          <input type="hidden" name="id" value={id} />
          <SubmitButton plain label={t('feeds.removeOf', { name })} pending={t('moment')}>
            {t('remove')}
          </SubmitButton>
        </ActionForm>
      </div>
    </li>
  )
}
