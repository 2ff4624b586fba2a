'use server'

import { redirect } from 'next/navigation'

import { change, keyErrors } from '../../../lib/change.ts'
import { typedInto, untouched } from '../../../lib/form-state.ts'
import type { FormReport, FormState } from '../../../lib/form-state.ts'
import { loadPack } from '../../../lib/load-packs.ts'
import { largestOpml, sendOpml } from '../../../lib/opml.ts'
import type { OpmlImport } from '../../../lib/opml.ts'
import { opmlOf } from '../../../lib/pack-opml.ts'
import { doneHref, packHref } from '../../../lib/source-address.ts'
import { words } from '../../../lib/words.ts'

/** Sends a subscription list on to the API. */
export async function importOpml(_before: FormState, form: FormData): Promise<FormState> {
  const file = form.get('file')
  const refuse = (errors: FormState['errors']) => ({ ...untouched, errors })
  if (!(file instanceof File) || file.size === 0 || file.size > largestOpml) {
    const t = await words('sources')
    const tooLarge = file instanceof File && file.size > 0
    return refuse({
      file: t(tooLarge ? 'importing.fileTooLarge' : 'importing.fileMissing'),
      ...(await keyErrors(form)),
    })
  }
  const outcome = await change(form, (key) => sendOpml(file, key))
  return 'errors' in outcome
    ? refuse(outcome.errors)
    : { ...untouched, report: await reportOf(outcome.result) }
}

async function reportOf({ created, known, problems }: OpmlImport): Promise<FormReport> {
  const t = await words('sources')
  const summary = [
    t('importing.created', { count: created }),
    t('importing.known', { count: known }),
  ].join(' ')
  if (problems.length === 0) return { summary }
  return {
    summary,
    details: t('importing.problems', { count: problems.length }),
    list: problems.map(({ line, message }) =>
      line ? t('importing.problem', { line, message }) : message,
    ),
  }
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
    return { ...state, errors: { feed: (await words('sources'))('pack.nothingChosen') } }
  }
  const { created, problems } = outcome.result
  if (problems.length > 0) {
    return { ...state, errors: { form: problems.map(({ message }) => message).join(' ') } }
  }
  redirect(doneHref(packHref(slug), 'pack', { count: String(created) }))
}
