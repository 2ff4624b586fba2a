import { makeAccount } from '../../app/(reader)/welcome/actions.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

/** Asks whoever was invited for what makes an account. */
export async function WelcomeForm({ invitation }: { invitation: string }) {
  const t = await words('welcome')
  return (
    <ActionForm action={makeAccount}>
      <input type="hidden" name="invitation" value={invitation} />
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
        autoComplete="new-password"
        label={t('password')}
        hint={t('passwordHint')}
      />
      <SubmitButton pending={t('making')}>{t('make')}</SubmitButton>
    </ActionForm>
  )
}
