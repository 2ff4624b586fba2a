'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { attempt } from '../../../lib/attempt.ts'
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
  const input = { email, password: textOf(form, 'password') }
  const outcome = await attempt(['email', 'password'], async () => {
    return (await askForSession(signIn, { input })).signIn
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  redirect(ownPath(textOf(form, 'next')))
}

/** Signs out, here alone. */
export async function leave(): Promise<void> {
  await askForSession(signOut, { input: {} })
  redirect('/')
}
