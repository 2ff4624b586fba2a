'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { errorsBy } from '../../../lib/change.ts'
import { errorsOf } from '../../../lib/form-state.ts'
import type { FormState } from '../../../lib/form-state.ts'
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

/** Makes an account by an invitation, and signs its owner in. */
export async function makeAccount(_before: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => {
    const given = form.get(name)
    return typeof given === 'string' ? given : ''
  }
  const email = text('email').trim()
  // The password is never sent back.
  const values = { email }
  const input = { email, password: text('password'), invitation: text('invitation') }
  let answer
  try {
    answer = await askForSession(createAccount, { input })
  } catch (error) {
    const { key, ...errors } = await errorsBy(error)
    return { values, chosen: [], errors: { ...errors, ...(key && { form: key }) } }
  }
  const { account, userErrors } = answer.accountCreate
  if (account) redirect('/welcome?done=1')
  return { values, chosen: [], errors: errorsOf(userErrors, ['email', 'password']) }
}
