'use client'

import { changeSource } from '../../app/(reader)/sources/actions.ts'
import { untouched } from '../../lib/form-state.ts'
import { messages } from '../../messages/messages.ts'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'

interface Props {
  id: string
  /** Whether it is asked by itself. */
  polled: boolean
  fullText: boolean
  keyKept: boolean
}

/** What can be done with a source that has a feed, a button each. */
export function SourceActions({ id, polled, fullText, keyKept }: Props) {
  const { state, send, form } = useFormAction(changeSource, untouched)
  const words = messages.sources.source
  const deeds = [
    ...(polled ? (['poll', 'pause'] as const) : (['resume'] as const)),
    fullText ? ('fullTextOff' as const) : ('fullTextOn' as const),
  ]
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-4">
      <FormProblem error={state.errors.form} />
      <input type="hidden" name="id" value={id} />
      <KeyField
        kept={keyKept}
        error={state.errors.key}
        autoFocus={state.errors.key !== undefined}
      />
      <div className="flex flex-wrap gap-3">
        {deeds.map((deed) => (
          <SubmitButton key={deed} quiet name="do" value={deed} pending={words.changing}>
            {words[deed]}
          </SubmitButton>
        ))}
      </div>
    </form>
  )
}
