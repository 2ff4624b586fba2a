'use server'

import { redirect } from 'next/navigation'

import { change, keyErrors } from '../../../lib/change.ts'
import { typedInto } from '../../../lib/form-state.ts'
import type { FormState } from '../../../lib/form-state.ts'
import { loadPack } from '../../../lib/load-packs.ts'
import { largestOpml, sendOpml } from '../../../lib/opml.ts'
import type { OpmlImport } from '../../../lib/opml.ts'
import { opmlOf } from '../../../lib/pack-opml.ts'
import { doneHref, packHref } from '../../../lib/source-address.ts'
import { messages } from '../../../messages/messages.ts'

export interface ImportState extends FormState {
  result: OpmlImport | null
}

/** Sends a subscription list on to the API. */
export async function importOpml(_before: ImportState, form: FormData): Promise<ImportState> {
  const file = form.get('file')
  const refuse = (errors: FormState['errors']) => ({ values: {}, chosen: [], errors, result: null })
  if (!(file instanceof File) || file.size === 0 || file.size > largestOpml) {
    const { fileMissing, fileTooLarge } = messages.sources.importing
    const tooLarge = file instanceof File && file.size > 0
    return refuse({ file: tooLarge ? fileTooLarge : fileMissing, ...(await keyErrors(form)) })
  }
  const outcome = await change(form, (key) => sendOpml(file, key))
  if ('errors' in outcome) return refuse(outcome.errors)
  return { values: {}, chosen: [], errors: {}, result: outcome.result }
}

/** Subscribes to the feeds that were selected in a starter pack. */
export async function subscribeToSelected(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { pack: slug = '', folder = '' } = values
  const chosen = form.getAll('feed').filter((feed) => typeof feed === 'string')
  const state = { values, chosen }
  const outcome = await change(form, async (key) => {
    const pack = await loadPack(slug)
    const feeds = pack?.feeds.filter(({ feedUrl }) => chosen.includes(feedUrl)) ?? []
    if (feeds.length === 0) return null
    return sendOpml(opmlOf(feeds, folder), key)
  })
  if ('errors' in outcome) return { ...state, errors: outcome.errors }
  if (!outcome.result) {
    return { ...state, errors: { feed: messages.sources.pack.nothingChosen } }
  }
  const { created, problems } = outcome.result
  if (problems.length > 0) {
    return { ...state, errors: { form: problems.map(({ message }) => message).join(' ') } }
  }
  redirect(doneHref(packHref(slug), 'pack', { count: String(created) }))
}
