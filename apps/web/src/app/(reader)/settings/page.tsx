import { ActionForm } from '../../../components/form/ActionForm.tsx'
import { FormField } from '../../../components/form/FormField.tsx'
import { SubmitButton } from '../../../components/form/SubmitButton.tsx'
import { SessionList } from '../../../components/settings/SessionList.tsx'
import { SettingsPage } from '../../../components/settings/SettingsPage.tsx'
import { settingsTitle } from '../../../lib/settings-title.ts'
import { requireReader } from '../../../lib/viewer.ts'
import { words } from '../../../lib/words.ts'
import { setPassword } from './account-actions.ts'

export const generateMetadata = () => settingsTitle('account')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who is signed in, with which password, and where. */
export default async function AccountPage({ searchParams }: Props) {
  const [t, { email, role }] = await Promise.all([words('settings'), requireReader()])
  return (
    <SettingsPage section="account" searchParams={searchParams}>
      <dl className="source-facts max-w-measure border-b border-rule">
        <div className="border-t border-rule py-2.5">
          <dt className="text-quiet">{t('account.email')}</dt>
          <dd className="break-words">{email}</dd>
        </div>
        <div className="border-t border-rule py-2.5">
          <dt className="text-quiet">{t('account.role')}</dt>
          <dd>
            {t(`roles.${role}`)}
            <span className="block text-sm text-quiet">{t(`account.rolesAre.${role}`)}</span>
          </dd>
        </div>
      </dl>
      <section aria-labelledby="password">
        <h2 id="password" className="mb-4 text-xl font-semibold">
          {t('account.password')}
        </h2>
        <ActionForm action={setPassword}>
          {/* Whoever keeps passwords is told whose this is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <FormField
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            label={t('account.currentPassword')}
          />
          <FormField
            name="newPassword"
            type="password"
            autoComplete="new-password"
            label={t('account.newPassword')}
            hint={t('account.newPasswordHint')}
          />
          <SubmitButton pending={t('account.changing')}>{t('account.change')}</SubmitButton>
        </ActionForm>
      </section>
      <SessionList />
    </SettingsPage>
  )
}
