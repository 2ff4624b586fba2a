import { headers } from 'next/headers'

import type { Messages } from '../../generated/messages.ts'
import { readDeed } from '../../lib/deeds.ts'
import { type Notice, noticeHeader, readNotice } from '../../lib/notice.ts'
import { words } from '../../lib/words.ts'
import { DeedButton } from './DeedButton.tsx'

/** Says once what was done on the page before, with a way to take it back. */
export async function NoticeBar() {
  const notice = readNotice((await headers()).get(noticeHeader))
  const t = await words('reader')
  return (
    <div id="notice" data-own="notice">
      {notice && (
        <dialog open aria-label={t('notice')} className="notice-bar">
          <p role="status" className="mr-auto leading-snug">
            {await textOf(notice)}
          </p>
          <Undo notice={notice} label={t('undo')} />
          <form method="dialog">
            <button
              type="submit"
              aria-label={t('dismiss')}
              className="grid size-8 place-items-center hover:text-accent"
            >
              <span aria-hidden="true">×</span>
            </button>
          </form>
        </dialog>
      )}
    </div>
  )
}

function Undo({ notice, label }: { notice: Notice; label: string }) {
  const deed = readDeed(notice.undo)
  if (!deed) return null
  return (
    <DeedButton
      deed={deed}
      className="px-2 py-1 font-medium text-accent underline underline-offset-4 hover:no-underline"
    >
      {label}
    </DeedButton>
  )
}

async function textOf({ what, name, into, count, problem = '' }: Notice): Promise<string> {
  const [t, errors] = await Promise.all([words('reader'), words('errors')])
  switch (what) {
    case 'read':
    case 'unread':
      return t(`done.${what}`, { count })
    case 'merged':
      return t('done.merged', { name, into })
    case 'save':
    case 'unsave':
    case 'drop':
    case 'unavailable':
      return t(`done.${what}`)
    case 'refused': {
      const code = problem as keyof Messages['errors']
      return errors.has(code) ? errors(code) : t('done.refused')
    }
    default:
      return t(`done.${what}`, { name })
  }
}
