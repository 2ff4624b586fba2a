import type { Metadata } from 'next'

import { AccountForm } from '../../../components/account/AccountForm.tsx'
import { StateMessage, stateAction } from '../../../components/StateMessage.tsx'
import { Unavailable } from '../../../components/Unavailable.tsx'
import { ownPath, signInHref } from '../../../lib/own-path.ts'
import { loadSite } from '../../../lib/viewer.ts'
import { words } from '../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('account'))('signUp'), robots: { index: false } }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where anybody makes an account, if anybody may. */
export default async function SignUpPage({ searchParams }: Props) {
  const { next } = await searchParams
  const wanted = ownPath([next ?? ''].flat()[0])
  const [t, site] = await Promise.all([words('account'), loadSite()])
  if (!site) return <Unavailable retry="/sign-up" />
  if (site.signUp !== 'OPEN') {
    return (
      <StateMessage title={t('notOpen')} level={1}>
        <p>{t('notOpenAdvice')}</p>
        <a href={signInHref(wanted)} className={stateAction}>
          {t('signIn')}
        </a>
      </StateMessage>
    )
  }
  return (
    <div className="mx-auto max-w-sm pt-10 sm:pt-16">
      <h1 className="mb-2 font-serif text-3xl font-semibold sm:text-4xl">{t('signUp')}</h1>
      <p className="mb-6 leading-relaxed text-quiet">{t('signUpIntro')}</p>
      <AccountForm invitation="" next={wanted} />
      <p className="mt-8 border-t border-rule pt-4 text-sm text-quiet">
        {t('have')}{' '}
        <a
          href={signInHref(wanted)}
          className="text-accent underline underline-offset-4 hover:no-underline"
        >
          {t('signIn')}
        </a>
      </p>
    </div>
  )
}
