'use server'

import { filterFromSearchParams } from '@courant/filter'
import { redirect } from 'next/navigation'

import { graphql } from '../../generated/index.ts'
import { attempt } from '../../lib/attempt.ts'
import { typedInto } from '../../lib/form-state.ts'
import type { FormState } from '../../lib/form-state.ts'
import { giveNotice } from '../../lib/give-notice.ts'
import { ask } from '../../lib/graphql.ts'
import { pageAddress } from '../../lib/page-address.ts'

const createFeed = graphql(`
  mutation CreateSavedFeed($input: SavedFeedCreateInput!) {
    savedFeedCreate(input: $input) {
      savedFeed {
        id
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

/** Gives what the page shows a name. */
export async function saveView(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { name = '', query = '' } = values
  const outcome = await attempt(['name'], async () => {
    const filter = filterFromSearchParams(new URLSearchParams(query))
    return (await ask(createFeed, { input: { name, filter } })).savedFeedCreate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  const { savedFeed } = outcome.result
  if (savedFeed) {
    const undo = { deed: 'drop', id: savedFeed.id } as const
    await giveNotice({ what: 'feedSaved', name: savedFeed.name, undo })
  }
  redirect(await pageAddress())
}
