'use client'

import { subscribeToSelected } from '../../app/(reader)/sources/opml-actions.ts'
import type { FormState } from '../../lib/form-state.ts'
import type { Pack } from '../../lib/load-packs.ts'
import { packHref, sourceHref } from '../../lib/source-address.ts'
import { messages } from '../../messages/messages.ts'
import { CheckField } from '../form/CheckField.tsx'
import { FieldError } from '../form/FormField.tsx'
import { FolderField } from '../form/FolderField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'
import { NavLink } from '../NavLink.tsx'

interface Props {
  pack: Pack
  initial: FormState
  folders: readonly string[]
  keyKept: boolean
}

const link = 'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'

/** The feeds of a pack, to choose from. */
export function PackForm({ pack, initial, folders, keyKept }: Props) {
  const { state, send, form } = useFormAction(subscribeToSelected, initial)
  const { values, chosen, errors } = state
  const words = messages.sources.pack
  const allRead = pack.feeds.every(({ source }) => source)
  return (
    <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
      <FormProblem error={errors.form} />
      <input type="hidden" name="pack" value={pack.slug} />
      <fieldset className="min-w-0" aria-describedby={errors.feed && 'feed-error'}>
        <legend className="mb-1 font-medium">{words.legend}</legend>
        {errors.feed && (
          <div tabIndex={-1} data-problem className="outline-none">
            <FieldError name="feed" error={errors.feed} />
          </div>
        )}
        {pack.feeds.map(({ title, feedUrl, source }) =>
          source ? (
            <p key={feedUrl} className="py-1.5 pl-7.5 leading-snug">
              {title} <span aria-hidden="true">·</span>{' '}
              <NavLink
                href={sourceHref(source)}
                aria-label={words.subscribedTo(source.name)}
                className={link}
              >
                {words.subscribed}
              </NavLink>
            </p>
          ) : (
            <CheckField
              key={feedUrl}
              type="checkbox"
              name="feed"
              value={feedUrl}
              defaultChecked={chosen.includes(feedUrl)}
              label={title}
              hint={feedUrl.replace(/^https?:\/\//, '')}
            />
          ),
        )}
      </fieldset>
      {allRead ? (
        <p>{words.allRead}</p>
      ) : (
        <>
          <p className="flex gap-6">
            <NavLink href={packHref(pack.slug, { all: true })} scroll={false} className={link}>
              {words.selectAll}
            </NavLink>
            <NavLink href={packHref(pack.slug)} scroll={false} className={link}>
              {words.selectNone}
            </NavLink>
          </p>
          <FolderField folders={folders} value={values.folder} error={errors.folder} />
          <KeyField
            kept={keyKept}
            error={errors.key}
            autoFocus={errors.feed === undefined && errors.key !== undefined}
          />
          <SubmitButton pending={words.subscribing}>{words.subscribe}</SubmitButton>
        </>
      )}
    </form>
  )
}
