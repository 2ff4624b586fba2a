'use server'

import { redirect } from 'next/navigation'

import { attempt } from '../../lib/attempt.ts'
import { changeInterest } from '../../lib/change-interest.ts'
import { typedInto, untouched } from '../../lib/form-state.ts'
import type { FormState } from '../../lib/form-state.ts'
import { pageAddress } from '../../lib/page-address.ts'

/** Follows or mutes an actor or a topic, or does so no more, and shows the page anew. */
export async function setInterest(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await attempt([], () => changeInterest(typedInto(form)))
  if ('errors' in outcome) return { ...untouched, errors: outcome.errors }
  redirect(await pageAddress())
}
