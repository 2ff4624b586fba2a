import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { ActionForm } from '../../../components/form/ActionForm.tsx'
import { FormField } from '../../../components/form/FormField.tsx'
import { SubmitButton } from '../../../components/form/SubmitButton.tsx'
import { ownPath } from '../../../lib/own-path.ts'
import { currentReader, loadSite } from '../../../lib/viewer.ts'
import { words } from '../../../lib/words.ts'
import { beginSession } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('account'))('signIn'), robots: { index: false } }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where whoever has an account is let in. */
export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams
  const wanted = ownPath([next ?? ''].flat()[0])
  if (await currentReader()) redirect(wanted)
  const [t, site] = await Promise.all([words('account'), loadSite()])
  return (
    <div className="mx-auto max-w-sm pt-10 sm:pt-16">
      <h1 className="mb-2 font-serif text-3xl font-semibold sm:text-4xl">{t('signIn')}</h1>
      {wanted !== '/' && <p className="leading-relaxed text-quiet">{t('signInAsks')}</p>}
      <ActionForm action={beginSession} className="mt-6 space-y-6">
        <input type="hidden" name="next" value={wanted} />
        <FormField
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          label={t('email')}
        />
        <FormField
          name="password"
          type="password"
          autoComplete="current-password"
          label={t('password')}
        />
        <SubmitButton pending={t('signingIn')}>{t('signIn')}</SubmitButton>
      </ActionForm>
      {site?.signUp === 'OPEN' && (
        <p className="mt-8 border-t border-rule pt-4 text-sm text-quiet">
          {t('none')}{' '}
          <a
            href={`/sign-up?${new URLSearchParams({ next: wanted })}`}
            className="text-accent underline underline-offset-4 hover:no-underline"
          >
            {t('signUp')}
          </a>
        </p>
      )}
    </div>
  )
}
