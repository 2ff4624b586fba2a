'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { attempt } from '../../../lib/attempt.ts'
import type { FormState } from '../../../lib/form-state.ts'
import { textOf } from '../../../lib/form-text.ts'
import { ownPath } from '../../../lib/own-path.ts'
import { askForSession } from '../../../lib/session.ts'

const createAccount = graphql(`
  mutation CreateAccount($input: AccountCreateInput!) {
    accountCreate(input: $input) {
      account {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)

/** Makes an account, and signs its owner in. */
export async function makeAccount(_before: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email').trim()
  // The password is never sent back.
  const values = { email }
  const invitation = textOf(form, 'invitation') || null
  const input = { email, password: textOf(form, 'password'), invitation }
  const outcome = await attempt(['email', 'password'], async () => {
    return (await askForSession(createAccount, { input })).accountCreate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  redirect(ownPath(textOf(form, 'next')))
}
