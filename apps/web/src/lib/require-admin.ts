import { notFound } from 'next/navigation'

import { requireReader } from './viewer.ts'
import type { Reader } from './viewer.ts'

/** Whoever is an admin; for others, the page is not there. */
export async function requireAdmin(): Promise<Reader> {
  const reader = await requireReader()
  return reader.role === 'ADMIN' ? reader : notFound()
}
