'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'

import { graphql } from '../../../../generated/index.ts'
import type { ApiKeyScope } from '../../../../generated/graphql.ts'
import { attempt } from '../../../../lib/attempt.ts'
import { typedInto, untouched } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { ask } from '../../../../lib/graphql.ts'
import { keyScopes } from '../../../../lib/key-scopes.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'
import { words } from '../../../../lib/words.ts'

const createKey = graphql(`
  mutation CreateApiKey($input: ApiKeyCreateInput!) {
    apiKeyCreate(input: $input) {
      key
      userErrors {
        field
        message
      }
    }
  }
`)

const revokeKey = graphql(`
  mutation RevokeApiKey($input: ApiKeyRevokeInput!) {
    apiKeyRevoke(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Makes a key, and shows it in this answer alone. */
export async function makeKey(_before: FormState, form: FormData): Promise<FormState> {
  const t = await words('settings')
  const values = typedInto(form)
  const { name = '', expiresAt = '' } = values
  const scopes = scopesIn(form)
  const expires = new Date(expiresAt)
  const errors = {
    ...(scopes.length === 0 && { scopes: t('keys.noScope') }),
    ...(expiresAt && Number.isNaN(expires.getTime()) && { expiresAt: t('keys.badDate') }),
  }
  if (Object.keys(errors).length > 0) return { values, chosen: scopes, errors }
  const input = { name, scopes, expiresAt: expiresAt ? expires : null }
  const outcome = await attempt(['name', 'scopes', 'expiresAt'], async () => {
    return (await ask(createKey, { input })).apiKeyCreate
  })
  if ('errors' in outcome) return { values, chosen: scopes, errors: outcome.errors }
  revalidatePath('/settings/keys')
  const secret = outcome.result.key ?? ''
  return { ...untouched, report: { summary: t('keys.madeAdvice'), secret } }
}

function scopesIn(form: FormData): ApiKeyScope[] {
  const chosen = form.getAll('scopes')
  return keyScopes.filter((scope) => chosen.includes(scope))
}

/** Ends a key, now and for good. */
export async function endKey(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = typedInto(form)
  const outcome = await attempt([], async () => {
    return (await ask(revokeKey, { input: { id } })).apiKeyRevoke
  })
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings/keys', 'keyRevoked'))
}
