'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../../generated/index.ts'
import { attempt } from '../../../../lib/attempt.ts'
import { typedInto, untouched } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'

const unfollow = graphql(`
  mutation Unfollow($input: SubjectInput!) {
    unfollow(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const unmute = graphql(`
  mutation Unmute($input: SubjectInput!) {
    unmute(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Follows something no more, or mutes it no more, as the form says. */
export async function undo(_before: FormState, form: FormData): Promise<FormState> {
  const { kind, id = '', what } = typedInto(form)
  const input = kind === 'Topic' ? { topic: id } : { actor: id }
  const outcome = await attempt([], async () =>
    what === 'mute'
      ? (await ask(unmute, { input })).unmute
      : (await ask(unfollow, { input })).unfollow,
  )
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings/following', what === 'mute' ? 'unmuted' : 'unfollowed'))
}
