'use server'

import { redirect } from 'next/navigation'

import { attempt } from '../../../../lib/attempt.ts'
import { changeInterest } from '../../../../lib/change-interest.ts'
import { typedInto, untouched } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'

/** Follows something no more, or mutes it no more, as the form says. */
export async function undo(_before: FormState, form: FormData): Promise<FormState> {
  const { what, kind, id = '' } = typedInto(form)
  const deed = what === 'mute' ? 'unmute' : 'unfollow'
  const outcome = await attempt([], () =>
    changeInterest(deed, kind === 'Topic' ? 'Topic' : 'Entity', id),
  )
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings/following', what === 'mute' ? 'unmuted' : 'unfollowed'))
}
