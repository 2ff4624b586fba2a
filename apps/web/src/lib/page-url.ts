import { headers } from 'next/headers'

import { isOverTls } from './over-tls.ts'

/** The whole address of a path on this site, as the reader's browser has it. */
export async function pageUrl(path: string): Promise<string> {
  const host = (await headers()).get('host') ?? 'localhost'
  return `${(await isOverTls()) ? 'https' : 'http'}://${host}${path}`
}
