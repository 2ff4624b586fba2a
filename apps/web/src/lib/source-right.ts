import { keptKey } from './api-key.ts'
import { currentReader } from './viewer.ts'

/**
 * By what right sources are changed from this browser: the session of an editor, or else the API key that it
 * keeps, which only the API knows whether it holds; null where a key has to be asked for.
 */
export async function sourceRight(): Promise<{ key: string | undefined } | null> {
  if ((await currentReader())?.scopes.includes('SOURCES_WRITE')) return { key: undefined }
  const key = await keptKey()
  return key === null ? null : { key }
}
