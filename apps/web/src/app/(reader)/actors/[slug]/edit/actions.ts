'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'

import { graphql } from '../../../../../generated/index.ts'
import { changedFields } from '../../../../../lib/actor-fields.ts'
import { attempt } from '../../../../../lib/attempt.ts'
import { typedInto } from '../../../../../lib/form-state.ts'
import type { FormState } from '../../../../../lib/form-state.ts'
import { giveNotice } from '../../../../../lib/give-notice.ts'
import { ask } from '../../../../../lib/graphql.ts'
import { actorHref } from '../../../../../lib/subject-address.ts'

const updateActor = graphql(`
  mutation UpdateActor($input: EntityUpdateInput!) {
    entityUpdate(input: $input) {
      entity {
        slug
        name
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const fields = ['name', 'kind', 'description', 'aliases']
const before = z.record(z.string(), z.string())

/** Says who or what an actor is, as far as the form says anything new. */
export async function editActor(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const known = before.safeParse(parsed(values['before'])).data ?? {}
  const outcome = await attempt(fields, async () => {
    const input = { id: values['id'] ?? '', ...changedFields(known, values) }
    return (await ask(updateActor, { input })).entityUpdate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  const { entity } = outcome.result
  if (entity) await giveNotice({ what: 'edited', name: entity.name })
  redirect(entity ? actorHref(entity.slug) : '/')
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
