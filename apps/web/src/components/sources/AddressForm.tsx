'use client'

import { findFeed } from '../../app/(reader)/sources/actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import { messages } from '../../messages/messages.ts'
import { FormField } from '../form/FormField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'

interface Props {
  initial: FormState
  keyKept: boolean
}

/** Asks for the address whose feed is to be found. */
export function AddressForm({ initial, keyKept }: Props) {
  const { state, send, form } = useFormAction(findFeed, initial)
  const { values, errors } = state
  const words = messages.sources.adding
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={errors.form} />
      <FormField
        name="url"
        type="url"
        inputMode="url"
        autoComplete="url"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={errors.url !== undefined}
        label={words.address}
        hint={words.addressHint}
        value={values.url}
        error={errors.url}
      />
      <KeyField
        kept={keyKept}
        error={errors.key}
        autoFocus={errors.url === undefined && errors.key !== undefined}
      />
      <SubmitButton pending={words.finding}>{words.find}</SubmitButton>
    </form>
  )
}
