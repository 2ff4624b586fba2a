'use client'

import { subscribe } from '../../app/(reader)/sources/actions.ts'
import { untouched } from '../../lib/form-state.ts'
import { messages } from '../../messages/messages.ts'
import { CheckField } from '../form/CheckField.tsx'
import { FieldError, FormField } from '../form/FormField.tsx'
import { FolderField } from '../form/FolderField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'

interface Props {
  /** Those that are not read yet; there is at least one. */
  feeds: readonly { url: string; title?: string | null }[]
  folders: readonly string[]
  keyKept: boolean
}

/** Subscribes to one of the feeds that were found. */
export function SubscribeForm({ feeds, folders, keyKept }: Props) {
  const { state, send, form } = useFormAction(subscribe, untouched)
  const { values, errors } = state
  const words = messages.sources.adding
  const [first] = feeds
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={errors.form} />
      {feeds.length > 1 ? (
        <fieldset className="min-w-0" aria-describedby={errors.url && 'url-error'}>
          <legend className="mb-1 font-medium">{words.feeds}</legend>
          {errors.url && <FieldError name="url" error={errors.url} />}
          {feeds.map(({ url, title }) => (
            <CheckField
              key={url}
              type="radio"
              name="url"
              value={url}
              defaultChecked={url === (values.url ?? first?.url)}
              label={title ?? url}
              hint={title ? url : undefined}
            />
          ))}
        </fieldset>
      ) : (
        <>
          {errors.url && <FieldError name="url" error={errors.url} />}
          <input type="hidden" name="url" value={first?.url} />
        </>
      )}
      <FormField
        name="name"
        optional
        autoComplete="off"
        label={messages.sources.form.name}
        hint={feeds.length === 1 && first?.title ? words.nameHint(first.title) : words.nameHintNone}
        value={values.name}
        error={errors.name}
      />
      <FolderField folders={folders} value={values.folder} error={errors.folder} />
      <CheckField
        type="checkbox"
        name="fullText"
        value="on"
        defaultChecked={values.fullText === 'on'}
        label={words.fullText}
        hint={words.fullTextHint}
      />
      <KeyField kept={keyKept} error={errors.key} autoFocus={errors.key !== undefined} />
      <SubmitButton pending={words.subscribing}>{words.subscribe}</SubmitButton>
    </form>
  )
}
