import { type ArticleFilter, filterToSearchParams } from '@courant/filter'

import { isFiltered } from '../../lib/edit-filter.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { signInHref } from '../../lib/own-path.ts'
import { currentReader } from '../../lib/viewer.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FoldedFields } from '../form/FoldedFields.tsx'
import { FormField } from '../form/FormField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { saveView } from './save-view.ts'

interface Props {
  filter: ArticleFilter
  /** What the page shows, in words. */
  name: string
}

const link = 'inline-block py-1 hover:text-accent hover:underline'
/** UTF-16 units, as the API has it. */
const longestName = 100

/** The reader's saved feeds, and the way to make one of what the page shows. */
export async function SaveView({ filter, name }: Props) {
  const [t, reader] = await Promise.all([words('reader'), currentReader()])
  const query = filterToSearchParams(filter).toString()
  if (!reader) {
    if (!isFiltered(filter)) return null
    return (
      <p>
        <a href={signInHref(feedHref({ filter }))} className={link}>
          {t('viewSave')}
        </a>
      </p>
    )
  }
  const known = reader.savedFeeds.find((feed) => feed.query === query)
  if (reader.savedFeeds.length === 0 && !isFiltered(filter)) return null
  return (
    <section aria-labelledby="your-feeds">
      <h2 id="your-feeds" className="mb-1 text-quiet">
        {t('yourFeeds')}
      </h2>
      <ul>
        {reader.savedFeeds.map((feed) => (
          <li key={feed.id}>
            <a
              href={`/?${feed.query}`}
              aria-current={feed === known ? 'page' : undefined}
              className={`${link} leading-snug break-words ${feed === known ? 'font-semibold text-accent' : ''}`}
            >
              {feed.name}
            </a>
          </li>
        ))}
      </ul>
      {!known && isFiltered(filter) && (
        <ActionForm
          action={saveView}
          initial={{ values: { name: name.slice(0, longestName) }, chosen: [], errors: {} }}
          className="mt-1"
        >
          <FoldedFields summary={t('viewSave')}>
            <input type="hidden" name="query" value={query} />
            <FormField
              name="name"
              autoComplete="off"
              maxLength={longestName}
              label={t('viewName')}
            />
            <SubmitButton quiet pending={t('viewSaving')}>
              {t('save')}
            </SubmitButton>
          </FoldedFields>
        </ActionForm>
      )}
      {reader.savedFeeds.length > 0 && (
        <a href="/settings/feeds" className={`${link} text-sm text-quiet`}>
          {t('manageFeeds')}
        </a>
      )}
    </section>
  )
}
