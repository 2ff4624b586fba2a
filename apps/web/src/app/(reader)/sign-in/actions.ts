'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { errorsBy } from '../../../lib/change.ts'
import { errorsOf } from '../../../lib/form-state.ts'
import type { FormState } from '../../../lib/form-state.ts'
import { textOf } from '../../../lib/form-text.ts'
import { ownPath } from '../../../lib/own-path.ts'
import { askForSession } from '../../../lib/session.ts'

const signIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
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

const signOut = graphql(`
  mutation SignOut($input: SignOutInput) {
    signOut(input: $input) {
      signedOut
      userErrors {
        message
      }
    }
  }
`)

/** Signs somebody in, and goes where they wanted to. */
export async function beginSession(_before: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email').trim()
  // The password is never sent back.
  const values = { email }
  let answer
  try {
    answer = await askForSession(signIn, { input: { email, password: textOf(form, 'password') } })
  } catch (error) {
    return { values, chosen: [], errors: await errorsBy(error) }
  }
  const { account, userErrors } = answer.signIn
  if (account) redirect(ownPath(textOf(form, 'next')))
  return { values, chosen: [], errors: errorsOf(userErrors, ['email', 'password']) }
}

/** Signs out, here alone. */
export async function leave(): Promise<void> {
  await askForSession(signOut, { input: {} })
  redirect('/')
}
