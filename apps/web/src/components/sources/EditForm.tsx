'use client'

import { editSource } from '../../app/(reader)/sources/actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import { sourceHref } from '../../lib/source-address.ts'
import { messages } from '../../messages/messages.ts'
import { FolderField } from '../form/FolderField.tsx'
import { FormField } from '../form/FormField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'
import { NavLink } from '../NavLink.tsx'

interface Props {
  source: { id: string; slug: string }
  initial: FormState
  folders: readonly string[]
  keyKept: boolean
}

/** Name and folder of a source. */
export function EditForm({ source, initial, folders, keyKept }: Props) {
  const { state, send, form } = useFormAction(editSource, initial)
  const { values, errors } = state
  const words = messages.sources.editing
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={errors.form} />
      <input type="hidden" name="id" value={source.id} />
      <FormField
        name="name"
        autoComplete="off"
        autoFocus={errors.name !== undefined}
        label={messages.sources.form.name}
        value={values.name}
        error={errors.name}
      />
      <FolderField folders={folders} value={values.folder} error={errors.folder} />
      <KeyField
        kept={keyKept}
        error={errors.key}
        autoFocus={errors.name === undefined && errors.key !== undefined}
      />
      <p className="flex flex-wrap items-center gap-6">
        <SubmitButton pending={words.saving}>{words.save}</SubmitButton>
        <NavLink href={sourceHref(source)} className="text-accent underline underline-offset-4">
          {words.keep}
        </NavLink>
      </p>
    </form>
  )
}
