import { makeAccount } from '../../app/(reader)/welcome/actions.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  /** Empty where none is needed. */
  invitation: string
  /** Where to go then. */
  next: string
}

/** Asks for what makes an account. */
export async function AccountForm({ invitation, next }: Props) {
  const t = await words('account')
  return (
    <ActionForm action={makeAccount}>
      <input type="hidden" name="invitation" value={invitation} />
      <input type="hidden" name="next" value={next} />
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
