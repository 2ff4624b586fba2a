import { findFeed } from '../../app/(reader)/sources/actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'

interface Props {
  initial: FormState
}

/** Asks for the address whose feed is to be found. */
export async function AddressForm({ initial }: Props) {
  const t = await words('sources')
  return (
    <ActionForm action={findFeed} initial={initial}>
      <FormField
        name="url"
        type="url"
        inputMode="url"
        autoComplete="url"
        autoCapitalize="none"
        spellCheck={false}
        label={t('adding.address')}
        hint={t('adding.addressHint')}
      />
      <KeyField />
      <SubmitButton pending={t('adding.finding')}>{t('adding.find')}</SubmitButton>
    </ActionForm>
  )
}
