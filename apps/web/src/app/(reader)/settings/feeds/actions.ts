'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../../generated/index.ts'
import { attempt } from '../../../../lib/attempt.ts'
import { typedInto, untouched } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { ask } from '../../../../lib/graphql.ts'
import { settingsDone } from '../../../../lib/settings-done.ts'

const updateFeed = graphql(`
  mutation RenameSavedFeed($input: SavedFeedUpdateInput!) {
    savedFeedUpdate(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const removeFeed = graphql(`
  mutation RemoveSavedFeed($input: SavedFeedRemoveInput!) {
    savedFeedRemove(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Gives a saved feed another name. */
export async function renameFeed(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { id = '', name = '' } = values
  const outcome = await attempt(['name'], async () => {
    return (await ask(updateFeed, { input: { id, name } })).savedFeedUpdate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  redirect(settingsDone('/settings/feeds', 'feedRenamed'))
}

/** Removes a saved feed; the articles stay. */
export async function dropFeed(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = typedInto(form)
  const outcome = await attempt([], async () => {
    return (await ask(removeFeed, { input: { id } })).savedFeedRemove
  })
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(settingsDone('/settings/feeds', 'feedRemoved'))
}
