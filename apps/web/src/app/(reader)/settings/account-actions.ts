'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { attempt } from '../../../lib/attempt.ts'
import { untouched } from '../../../lib/form-state.ts'
import type { FormState } from '../../../lib/form-state.ts'
import { textOf } from '../../../lib/form-text.ts'
import { ask } from '../../../lib/graphql.ts'
import { settingsDone } from '../../../lib/settings-done.ts'

const changePassword = graphql(`
  mutation ChangePassword($input: PasswordChangeInput!) {
    passwordChange(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const endOthers = graphql(`
  mutation EndOtherSessions {
    signOut(input: { elsewhere: true }) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Changes the password; neither of them is ever sent back. */
export async function setPassword(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    currentPassword: textOf(form, 'currentPassword'),
    newPassword: textOf(form, 'newPassword'),
  }
  const outcome = await attempt(['currentPassword', 'newPassword'], async () => {
    return (await ask(changePassword, { input })).passwordChange
  })
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings', 'password'))
}

/** Signs out of every browser but this one. */
export async function leaveElsewhere(): Promise<FormState> {
  const outcome = await attempt([], async () => (await ask(endOthers, {})).signOut)
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings', 'elsewhere'))
}
