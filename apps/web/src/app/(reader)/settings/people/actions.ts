'use server'

import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'

import { graphql } from '../../../../generated/index.ts'
import type { AccountUpdateInput } from '../../../../generated/graphql.ts'
import { roles } from '../../../../lib/account-roles.ts'
import { chosenOf } from '../../../../lib/appearance.ts'
import { attempt } from '../../../../lib/attempt.ts'
import { typedInto, untouched } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'
import { exactTime } from '../../../../lib/time.ts'
import { readerLocale, words } from '../../../../lib/words.ts'

const inviteAccount = graphql(`
  mutation InviteAccount($input: AccountInviteInput!) {
    accountInvite(input: $input) {
      invitation
      expiresAt
      userErrors {
        field
        message
      }
    }
  }
`)

const updateAccount = graphql(`
  mutation UpdateAccount($input: AccountUpdateInput!) {
    accountUpdate(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Makes an invitation, and shows its link in this answer alone. */
export async function invite(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { email = '', role } = values
  const input = { email: email || null, role: chosenOf(roles, role) }
  const outcome = await attempt(['email', 'role'], async () => {
    return (await ask(inviteAccount, { input })).accountInvite
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  revalidatePath('/settings/people')
  const { invitation, expiresAt } = outcome.result
  const [t, locale] = await Promise.all([words('settings'), readerLocale()])
  const date = expiresAt ? exactTime(locale, new Date(expiresAt)) : ''
  const link = `/welcome?${new URLSearchParams({ invitation: invitation ?? '' })}`
  const secret = `${await ownOrigin()}${link}`
  return { ...untouched, report: { summary: t('people.invitedAdvice', { date }), secret } }
}

/** As whoever asks reached us; Next has made sure that the form came from there. */
async function ownOrigin(): Promise<string> {
  return (await headers()).get('origin') ?? ''
}

/** Says what an account may. */
export async function setRole(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '', role } = typedInto(form)
  return update({ id, role: chosenOf(roles, role) }, 'roleChanged')
}

/** Keeps an account from signing in, or lets it again. */
export async function setActive(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '', active } = typedInto(form)
  return active === 'true'
    ? update({ id, active: true }, 'enabled')
    : update({ id, active: false }, 'disabled')
}

async function update(
  input: AccountUpdateInput,
  deed: 'roleChanged' | 'enabled' | 'disabled',
): Promise<FormState> {
  const outcome = await attempt([], async () => {
    return (await ask(updateAccount, { input })).accountUpdate
  })
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings/people', deed))
}
