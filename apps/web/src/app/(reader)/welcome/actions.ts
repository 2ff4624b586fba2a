'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { errorsBy } from '../../../lib/change.ts'
import { errorsOf } from '../../../lib/form-state.ts'
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
  let answer
  try {
    answer = await askForSession(createAccount, { input })
  } catch (error) {
    return { values, chosen: [], errors: await errorsBy(error) }
  }
  const { account, userErrors } = answer.accountCreate
  if (account) redirect(ownPath(textOf(form, 'next')))
  return { values, chosen: [], errors: errorsOf(userErrors, ['email', 'password']) }
}
