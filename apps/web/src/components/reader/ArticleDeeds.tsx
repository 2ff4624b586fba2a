import type { ReactNode } from 'react'

import type { ArticleState } from '../../lib/load-states.ts'
import { words } from '../../lib/words.ts'
import { DeedButton, plainDeed } from './DeedButton.tsx'

interface Props {
  state: ArticleState
  /** The id of the article's headline. */
  describedBy: string
  /** What else can be done. */
  children?: ReactNode
}

/** Keeps an article to read later, or says that it was read. */
export async function ArticleDeeds({
  state: { articleId, read, saved },
  describedBy,
  children,
}: Props) {
  const t = await words('reader')
  const ids = [articleId]
  return (
    <div
      id={`deeds-${articleId}`}
      role="group"
      aria-label={t('deeds')}
      className="flex flex-wrap gap-x-4"
    >
      <DeedButton
        deed={{ deed: saved ? 'unsave' : 'save', ids }}
        shortcut="s"
        describedBy={describedBy}
        label={saved ? t('savedLabel') : undefined}
        className={`${plainDeed} ${saved ? 'font-medium text-accent' : ''}`}
      >
        {t(saved ? 'saved' : 'save')}
      </DeedButton>
      <DeedButton
        deed={{ deed: read ? 'unread' : 'read', ids }}
        shortcut="m"
        describedBy={describedBy}
        className={plainDeed}
      >
        {t(read ? 'markUnread' : 'markRead')}
      </DeedButton>
      {children}
    </div>
  )
}
