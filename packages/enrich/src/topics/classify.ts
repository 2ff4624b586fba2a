import type { Analysis } from '../analysis.ts'
import type { EnrichedTopic } from '../enrichment.ts'
import { topicsNamed } from './categories.ts'
import { indexOf } from './cue-index.ts'
import { readCues } from './evidence.ts'
import { scoreTopics, type TopicScore } from './score.ts'
import { isTopmost, lineOf } from './tree.ts'

/** Below this an article merely touches on a topic; see `scoreTopics` for the unit. */
const SUPPORTED = 0.36
/** What one of several topics must have of the strongest. */
const SHARE = 0.34
/** A topic below another needs as much of its own. */
const OWN = 0.3
const MOST_TOPICS = 8
const MOST_CUES = 8
/** In a language without cues of its own, English ones that others borrow ("football", "inflation"). */
const BORROWED = 3

/**
 * What an article is about: the topmost topics that its cues and its source's categories support, and
 * those below them that have cues of their own. One topic that is all of another's evidence stands for
 * both. Best match first.
 */
export function classify(
  { language, parts }: Analysis,
  categories: readonly string[] = [],
): EnrichedTopic[] {
  const { matches, words } = readCues(parts, indexOf(language === 'de' ? 'de' : 'en'))
  const least = ['en', 'de', 'und'].includes(language) ? 1 : BORROWED
  const scores = scoreTopics(matches, words, topicsNamed(categories), least)
  const supported = supportedTopics(scores)
  return [...supported]
    .filter((score) => !isExplained(score, supported))
    .toSorted((a, b) => b.total - a.total || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_TOPICS)
    .map(({ code, total, cues }) => ({
      code,
      score: total / (total + 1),
      cues: [...cues]
        .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, MOST_CUES)
        .map(([cue]) => cue),
    }))
}

function supportedTopics(scores: ReadonlyMap<string, TopicScore>): Set<TopicScore> {
  const topmost = [...scores.values()].filter(({ code }) => isTopmost(code))
  const strongest = Math.max(0, ...topmost.map(({ total }) => total))
  const least = Math.max(SUPPORTED, strongest * SHARE)
  const tops = new Set(
    topmost.filter((score) => isSupported(score, score.total, score.cues.size, least)),
  )
  const below = [...scores.values()].filter(
    (score) =>
      !isTopmost(score.code) &&
      (score.named || tops.has(scores.get(lineOf(score.code)[0] ?? '') ?? score)) &&
      isSupported(score, score.own, score.ownCues.size, Math.max(OWN, strongest * OWN)),
  )
  return new Set([...tops, ...below])
}

/** One word, however strong, may stand for something else. */
function isSupported(score: TopicScore, evidence: number, cues: number, least: number): boolean {
  return score.named || (evidence >= least && cues > 1)
}

/** Whether one reported topic below it has all but a little of a topic's evidence. */
function isExplained(score: TopicScore, reported: ReadonlySet<TopicScore>): boolean {
  for (const other of reported) {
    if (other === score || !lineOf(other.code).includes(score.code)) continue
    if (score.total - other.total < OWN) return true
  }
  return false
}
