import type { Metadata } from 'next'

import { AccountForm } from '../../../components/account/AccountForm.tsx'
import { stateAction, StateMessage } from '../../../components/StateMessage.tsx'
import { words } from '../../../lib/words.ts'

// The address holds an invitation: it is not to be told to other sites, nor kept by a search engine.
export async function generateMetadata(): Promise<Metadata> {
  const title = (await words('welcome'))('title')
  return { title, referrer: 'same-origin', robots: { index: false } }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the link of an invitation leads. */
export default async function WelcomePage({ searchParams }: Props) {
  const { invitation, done } = await searchParams
  const t = await words('welcome')
  const token = [invitation ?? ''].flat()[0] ?? ''
  if (done !== undefined) {
    return (
      <StateMessage title={t('done')} level={1}>
        <p>{t('doneAdvice')}</p>
        <a href="/" className={stateAction}>
          {t('feed')}
        </a>
      </StateMessage>
    )
  }
  if (token === '') {
    return (
      <StateMessage title={t('noInvitation')} level={1}>
        <p>{t('noInvitationAdvice')}</p>
      </StateMessage>
    )
  }
  return (
    <div className="pt-8">
      <h1 className="mb-4 font-serif text-3xl font-semibold sm:text-4xl">{t('title')}</h1>
      <p className="mb-6 max-w-measure leading-relaxed">{t('intro')}</p>
      <AccountForm invitation={token} next="/welcome?done=1" />
    </div>
  )
}
