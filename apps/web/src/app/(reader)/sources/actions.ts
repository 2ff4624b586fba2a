'use server'

import { redirect } from 'next/navigation'

import { graphql } from '../../../generated/index.ts'
import { readAddressInput } from '../../../lib/address-input.ts'
import { forgetKey } from '../../../lib/api-key.ts'
import { change, keyErrors } from '../../../lib/change.ts'
import { errorsOf, typedInto } from '../../../lib/form-state.ts'
import type { FormState } from '../../../lib/form-state.ts'
import { ask, patient } from '../../../lib/graphql.ts'
import { doneHref, previewHref, sourceHref } from '../../../lib/source-address.ts'
import type { Deed } from '../../../lib/source-address.ts'
import { words } from '../../../lib/words.ts'

// What an action gets is whatever somebody sent. Next sees to it that it came from a page of this site.

const createSource = graphql(`
  mutation CreateSource($input: SourceCreateInput!) {
    sourceCreate(input: $input) {
      created
      source {
        slug
      }
      userErrors {
        field
        message
      }
    }
  }
`)

const updateSource = graphql(`
  mutation UpdateSource($input: SourceUpdateInput!) {
    sourceUpdate(input: $input) {
      source {
        id
        slug
      }
      userErrors {
        field
        message
      }
    }
  }
`)

const removeSource = graphql(`
  mutation RemoveSource($input: SourceRemoveInput!) {
    sourceRemove(input: $input) {
      removedId
      articles
      userErrors {
        field
        message
      }
    }
  }
`)

const pollSources = graphql(`
  mutation PollSources($input: SourcesPollInput!) {
    sourcesPoll(input: $input) {
      sources {
        id
        slug
      }
      userErrors {
        field
        message
      }
    }
  }
`)

/** Goes to the page that shows what an address would bring. */
export async function findFeed(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const t = await words('sources')
  const address = readAddressInput(values.url ?? '')
  const errors = {
    ...(!address && {
      url: t(values.url ? 'adding.addressUnreadable' : 'adding.addressMissing'),
    }),
    ...(await keyErrors(form)),
  }
  if (address && Object.keys(errors).length === 0) redirect(previewHref(address))
  return { values, chosen: [], errors }
}

/** Subscribes to the feed that was chosen in the preview. */
export async function subscribe(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { url = '', name, folder, fullText } = values
  const input = { url, name: name || null, folder: folder || null, fullText: fullText === 'on' }
  const outcome = await change(form, async (key) => {
    const { sourceCreate } = await ask(createSource, { input }, { key, timeout: patient })
    return sourceCreate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  const { source, created, userErrors } = outcome.result
  if (source) {
    redirect(doneHref('/sources', created ? 'subscribed' : 'known', { source: source.slug }))
  }
  return { values, chosen: [], errors: errorsOf(userErrors, ['url', 'name', 'folder']) }
}

const changes = {
  pause: { polled: false },
  resume: { polled: true },
  fullTextOn: { fullText: true },
  fullTextOff: { fullText: false },
} as const satisfies Partial<Record<Deed, object>>

/** Does what one of a source's buttons says. */
export async function changeSource(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '', do: deed = '' } = typedInto(form)
  const outcome = await change(form, async (key) => {
    if (deed === 'poll') {
      const { sourcesPoll } = await ask(pollSources, { input: { ids: [id] } }, { key })
      return { source: sourcesPoll.sources[0], userErrors: sourcesPoll.userErrors }
    }
    const wanted = Object.entries(changes).find(([name]) => name === deed)?.[1]
    const { sourceUpdate } = await ask(updateSource, { input: { id, ...wanted } }, { key })
    return sourceUpdate
  })
  if ('errors' in outcome) return { values: {}, chosen: [], errors: outcome.errors }
  const { source, userErrors } = outcome.result
  if (source && userErrors.length === 0) redirect(doneHref(sourceHref(source), deed as Deed))
  return { values: {}, chosen: [], errors: errorsOf(userErrors, []) }
}

/** Gives a source another name or folder. */
export async function editSource(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedInto(form)
  const { id = '', name = '', folder = '' } = values
  if (name === '') {
    const nameMissing = (await words('sources'))('editing.nameMissing')
    return { values, chosen: [], errors: { name: nameMissing, ...(await keyErrors(form)) } }
  }
  const outcome = await change(form, async (key) => {
    const { sourceUpdate } = await ask(updateSource, { input: { id, name, folder } }, { key })
    return sourceUpdate
  })
  if ('errors' in outcome) return { values, chosen: [], errors: outcome.errors }
  const { source, userErrors } = outcome.result
  if (source && userErrors.length === 0) redirect(doneHref(sourceHref(source), 'saved'))
  return { values, chosen: [], errors: errorsOf(userErrors, ['name', 'folder']) }
}

/** Removes a source and all its articles. */
export async function confirmRemoval(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = typedInto(form)
  const outcome = await change(form, async (key) => {
    const { sourceRemove } = await ask(removeSource, { input: { id } }, { key, timeout: patient })
    return sourceRemove
  })
  if ('errors' in outcome) return { values: {}, chosen: [], errors: outcome.errors }
  const { removedId, articles, userErrors } = outcome.result
  if (removedId) redirect(doneHref('/sources', 'removed', { count: String(articles) }))
  return { values: {}, chosen: [], errors: errorsOf(userErrors, []) }
}

/** Forgets the API key that this browser keeps. */
export async function forget(): Promise<void> {
  await forgetKey()
}
