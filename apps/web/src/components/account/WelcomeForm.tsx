'use client'

import { makeAccount } from '../../app/(reader)/welcome/actions.ts'
import { untouched } from '../../lib/form-state.ts'
import { messages } from '../../messages/messages.ts'
import { FormField } from '../form/FormField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'

/** Asks whoever was invited for what makes an account. */
export function WelcomeForm({ invitation }: { invitation: string }) {
  const { state, send, form } = useFormAction(makeAccount, untouched)
  const { values, errors } = state
  const words = messages.welcome
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={errors.form} />
      <input type="hidden" name="invitation" value={invitation} />
      <FormField
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={errors.email !== undefined}
        label={words.email}
        value={values.email}
        error={errors.email}
      />
      <FormField
        name="password"
        type="password"
        autoComplete="new-password"
        autoFocus={errors.email === undefined && errors.password !== undefined}
        label={words.password}
        hint={words.passwordHint}
        error={errors.password}
      />
      <SubmitButton pending={words.making}>{words.make}</SubmitButton>
    </form>
  )
}
