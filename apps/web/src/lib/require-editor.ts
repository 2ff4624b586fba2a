import { notFound } from 'next/navigation'

import { requireReader } from './viewer.ts'

/** Goes on for whoever may describe actors; others find nothing here, or sign in first. */
export async function requireEditor(): Promise<void> {
  const { scopes } = await requireReader()
  if (!scopes.includes('ENTITIES_WRITE')) notFound()
}
