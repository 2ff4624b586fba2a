import { graphql } from '../generated/index.ts'
import { forgetKey, keepKey } from './api-key.ts'
import type { FormErrors } from './form-state.ts'
import { ApiRefusal, ApiUnavailable, ask } from './graphql.ts'
import { sourceRight } from './source-right.ts'
import { words } from './words.ts'

export type Outcome<Result> = { result: Result } | { errors: FormErrors }

/** Needs the scope that all changes of sources need, and changes nothing with an empty list. */
const checkKey = graphql(`
  mutation CheckKey {
    opmlImport(input: { opml: "<opml version='2.0'><body/></opml>" }) {
      created
    }
  }
`)

const refusedKey = new Set(['UNAUTHENTICATED', 'FORBIDDEN'])

/**
 * The API key that was typed into a form, which the browser keeps from now on if the API accepts it, else
 * none for an editor, whose session will do, else the one it keeps.
 */
async function keyOf(form: FormData): Promise<Outcome<string | undefined>> {
  const t = await words('sources')
  const typed = form.get('key')
  const key = typeof typed === 'string' ? typed.trim() : ''
  if (key === '') {
    const known = await sourceRight()
    return known ? { result: known.key } : { errors: { key: t('key.missing') } }
  }
  // What no header can hold is no key.
  if (!/^[\x21-\x7E]{1,200}$/.test(key)) return { errors: { key: t('key.unreadable') } }
  try {
    await ask(checkKey, {}, { key })
  } catch (error) {
    return { errors: await keyErrorsBy(error) }
  }
  await keepKey(key)
  return { result: key }
}

/** What is wrong with the key of a form, as far as can be told here; one that was typed is kept. */
export async function keyErrors(form: FormData): Promise<FormErrors> {
  const key = await keyOf(form)
  return 'errors' in key ? key.errors : {}
}

/** Makes a change with the key of a form; what stands against it, at the form or its key. */
export async function change<Result>(
  form: FormData,
  make: (key: string | undefined) => Promise<Result>,
): Promise<Outcome<Result>> {
  const key = await keyOf(form)
  if ('errors' in key) return key
  try {
    return { result: await make(key.result) }
  } catch (error) {
    if (error instanceof ApiRefusal && refusedKey.has(error.code)) await forgetKey()
    return { errors: await keyErrorsBy(error) }
  }
}

/**
 * A failure of the API as errors of a form.
 * @throws what is no failure of the API
 */
export async function errorsBy(error: unknown): Promise<FormErrors> {
  if (error instanceof ApiUnavailable) return { form: (await words('form'))('unavailable') }
  if (!(error instanceof ApiRefusal)) throw error
  return { form: error.message }
}

/** The same of a form that comes with an API key; what is said against the key stands at it. */
export async function keyErrorsBy(error: unknown): Promise<FormErrors> {
  const refused = error instanceof ApiRefusal && refusedKey.has(error.code)
  return refused ? { key: error.message } : errorsBy(error)
}
