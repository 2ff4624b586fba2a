'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../../../generated/index.ts'
import { attempt } from '../../../../../lib/attempt.ts'
import { typedInto } from '../../../../../lib/form-state.ts'
import type { FormState } from '../../../../../lib/form-state.ts'
import { giveNotice } from '../../../../../lib/give-notice.ts'
import { ask, patient } from '../../../../../lib/graphql.ts'
import { actorHref } from '../../../../../lib/subject-address.ts'

const merge = graphql(`
  mutation MergeActor($input: EntityMergeInput!) {
    entityMerge(input: $input) {
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

/** Has an actor stand for another from now on, and shows whom. */
export async function mergeActor(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { from = '', into = '', reason = '', name = '' } = values
  const outcome = await attempt(['reason'], async () => {
    // An actor of many articles takes its time.
    const options = { timeout: patient }
    return (await ask(merge, { input: { from, into, reason } }, options)).entityMerge
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  const { entity } = outcome.result
  if (!entity) redirect('/')
  const undo = { deed: 'unmerge', id: from } as const
  await giveNotice({ what: 'merged', name, into: entity.name, undo })
  redirect(actorHref(entity.slug))
}
