import siteCategories from '../../knowledge/topic-categories.json' with { type: 'json' }
import { knowledge } from '../knowledge/knowledge.ts'
import { normalize } from '../tokens.ts'
import { currentCode } from './tree.ts'

/** A label that the source gave, and the topic that it names. */
export interface NamedTopic {
  code: string
  category: string
}

/** A source with more labels than this uses them as keywords; the rest tell little. */
const MAX_CATEGORIES = 12
const MAX_LENGTH = 200

const codes = new Map<string, string>()
for (const [named, categories] of Object.entries(siteCategories)) {
  for (const category of categories) codes.set(keyOf(category), named)
}
for (const { code, label, labelDe } of knowledge.topics) {
  for (const name of [label, labelDe]) {
    if (!codes.has(keyOf(name))) codes.set(keyOf(name), code)
  }
}

/**
 * The topics that a source's categories name: a Media Topics code ("medtop:16000000"), a label, or what
 * sites call their sections. In a path ("News / Sport / Tennis") each step counts.
 */
export function topicsNamed(categories: readonly string[]): NamedTopic[] {
  const named = new Map<string, NamedTopic>()
  for (const category of categories.slice(0, MAX_CATEGORIES)) {
    const trimmed = category.slice(0, MAX_LENGTH).trim()
    for (const code of codesIn(trimmed)) {
      const current = currentCode(code)
      if (current !== null && !named.has(current)) {
        named.set(current, { code: current, category: trimmed })
      }
    }
  }
  return [...named.values()]
}

function codesIn(category: string): string[] {
  const code = /(?:^|[:/])(\d{8})$/.exec(category)?.[1]
  if (code !== undefined) return [code]
  const whole = codes.get(keyOf(category))
  if (whole !== undefined) return [whole]
  return category.split(/[/>|:;»]/).flatMap((step) => codes.get(keyOf(step)) ?? [])
}

function keyOf(category: string): string {
  return normalize(category)
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
