import { createHash } from 'node:crypto'

import type { SourceDraft } from '@courant/feed'

import type { ParsedSource } from './article.ts'
import { cleanLine, shorten } from './plain-text.ts'
import { slugOf } from './slug.ts'

const local = 'Local files'

/**
 * The source that a document is saved under: the one its reader names, else the one it names itself,
 * else the host it came from.
 * @param givenName what the reader calls the source; null to go by the document
 */
export function sourceOf(
  stated: Pick<ParsedSource, 'name' | 'siteUrl' | 'feedUrl' | 'language'>,
  givenName: string | null,
): SourceDraft {
  const address = stated.siteUrl ?? stated.feedUrl
  const host = address ? new URL(address).hostname.replace(/^www\./, '') : ''
  const name = shorten(cleanLine(givenName ?? stated.name ?? '') || host || local, 200)
  return {
    // A name without Latin letters leaves the host to go by, and without that, only itself.
    slug: slugOf(name) || slugOf(host) || `source-${hash(name)}`,
    name,
    siteUrl: stated.siteUrl,
    feedUrl: stated.feedUrl,
    language: stated.language,
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
