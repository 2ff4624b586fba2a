import { knowledge } from '../knowledge/knowledge.ts'
import type { TopicDescriptor } from '../knowledge/topic.ts'

const topics = new Map(knowledge.topics.map((topic) => [topic.code, topic]))
const lines = new Map<string, readonly string[]>()

/**
 * The topic in use that a code stands for: itself, the one that replaced it, or, retired without a
 * replacement, the one above it. Null for a code that is not known.
 */
export function currentCode(code: string): string | null {
  const seen = new Set<string>()
  let topic: TopicDescriptor | undefined = topics.get(code)
  while (topic !== undefined && topic.retiredAt !== null && !seen.has(topic.code)) {
    seen.add(topic.code)
    topic = topics.get(topic.replacedByCode ?? topic.parentCode ?? '')
  }
  return topic !== undefined && topic.retiredAt === null ? topic.code : null
}

/** A code and those above it, from the topmost down. */
export function lineOf(code: string): readonly string[] {
  let line = lines.get(code)
  if (line === undefined) {
    const parent = topics.get(code)?.parentCode ?? null
    line = parent === null ? [code] : [...lineOf(parent), code]
    lines.set(code, line)
  }
  return line
}

export function isTopmost(code: string): boolean {
  return topics.get(code)?.parentCode === null
}
