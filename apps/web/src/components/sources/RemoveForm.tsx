'use client'

import { confirmRemoval } from '../../app/(reader)/sources/actions.ts'
import { untouched } from '../../lib/form-state.ts'
import { sourceHref } from '../../lib/source-address.ts'
import { messages } from '../../messages/messages.ts'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'
import { NavLink } from '../NavLink.tsx'

interface Props {
  source: { id: string; slug: string; name: string }
  keyKept: boolean
}

/** Asks once more before a source goes. */
export function RemoveForm({ source, keyKept }: Props) {
  const { state, send, form } = useFormAction(confirmRemoval, untouched)
  const words = messages.sources.removing
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={state.errors.form} />
      <input type="hidden" name="id" value={source.id} />
      <KeyField
        kept={keyKept}
        error={state.errors.key}
        autoFocus={state.errors.key !== undefined}
      />
      <p className="flex flex-wrap items-center gap-6">
        <SubmitButton pending={words.removing}>{words.remove(source.name)}</SubmitButton>
        <NavLink href={sourceHref(source)} className="text-accent underline underline-offset-4">
          {words.keep}
        </NavLink>
      </p>
    </form>
  )
}
