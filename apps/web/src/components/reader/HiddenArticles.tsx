import { feedHref } from '../../lib/feed-address.ts'
import type { FeedAddress } from '../../lib/feed-address.ts'
import { type Hidden, nameOf } from '../../lib/without-muted.ts'
import { words } from '../../lib/words.ts'
import { DeedButton } from './DeedButton.tsx'

interface Props {
  hidden: Hidden
  address: FeedAddress
}

const link = 'py-1 underline decoration-dotted underline-offset-4 hover:text-accent'

/** What the reader's mutes take out of a page, with ways to have it back: here, or from now on. */
export async function HiddenArticles({ hidden: { count, read, by }, address }: Props) {
  if (by.length === 0 && read === 0) return null
  const t = await words('reader')
  return (
    <>
      {read > 0 && (
        <p className="border-t border-rule py-5 text-sm text-quiet">
          {t('readLeftOut', { count: read })}
        </p>
      )}
      {by.length > 0 && (
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-rule py-4 text-sm text-quiet">
          <p className="py-1">{count > 0 ? t('hidden', { count }) : t('muted')}</p>
          <ul className="contents">
            {by.map((subject) => (
              <li key={subject.id} className="flex items-baseline gap-x-1.5">
                <span className="font-medium text-ink first-letter:uppercase">
                  {nameOf(subject)}
                </span>
                <DeedButton
                  deed={{
                    deed: 'unmute',
                    kind: 'name' in subject ? 'Entity' : 'Topic',
                    id: subject.id,
                  }}
                  label={t('unmuteOf', { name: nameOf(subject) })}
                  className={link}
                >
                  {t('unmute')}
                </DeedButton>
              </li>
            ))}
          </ul>
          <a href={feedHref({ ...address, withMuted: count > 0 })} className={`${link} ml-auto`}>
            {count > 0 ? t('show', { count }) : t('hideAgain')}
          </a>
        </div>
      )}
    </>
  )
}
