import lists from '../../knowledge/abbreviations.json' with { type: 'json' }
import type { Sentence } from './split.ts'

interface Abbreviations {
  continue: ReadonlySet<string>
  beforeNumber: ReadonlySet<string>
  mayEnd: ReadonlySet<string>
}

const english = abbreviationsOf(lists.en)
const german = abbreviationsOf(lists.de)
const months = new Set(lists.months)
const ordinalLeads = new Set(lists.ordinalLeads)
const openers = new Set(lists.openers)

function abbreviationsOf(list: Record<keyof Abbreviations, string[]>): Abbreviations {
  return {
    continue: new Set(list.continue),
    beforeNumber: new Set(list.beforeNumber),
    mayEnd: new Set(list.mayEnd),
  }
}

/** Whether `next` still belongs to the sentence that `open` began. */
export function continuesAfter(
  text: string,
  open: Sentence,
  next: Sentence,
  language: string,
): boolean {
  const following = text.slice(next.start, Math.min(next.end, next.start + 40))
  if (/^["'”’»)\]]*\p{Ll}/u.test(following)) return true
  // 40 units hold the last word and the one before it.
  const ending = text.slice(Math.max(open.start, open.end - 40), open.end)
  const match = /(?:^|[\s("'„“»«[-])([\p{L}\p{N}][\p{L}\p{N}.]*)\.$/u.exec(ending)
  const last = match?.[1]
  if (match === null || last === undefined) return false
  const word = last.toLowerCase()
  if (/^\p{Lu}$/u.test(last)) return true
  const nextWord = /^["'„“»«(]*([\p{L}\p{N}]+)/u.exec(following)?.[1]?.toLowerCase() ?? ''
  if (/^\d{1,2}$/.test(word)) {
    return language === 'de' && isOrdinal(ending.slice(0, match.index), nextWord)
  }
  const list = language === 'de' ? german : english
  if (list.continue.has(word)) return true
  if (list.beforeNumber.has(word) && /^\d/.test(nextWord)) return true
  return (list.mayEnd.has(word) || /^(\p{L}\.)+\p{L}$/u.test(word)) && !openers.has(nextWord)
}

function isOrdinal(before: string, nextWord: string): boolean {
  if (months.has(nextWord)) return true
  const lead = /([\p{L}]+)$/u.exec(before)?.[1]?.toLowerCase() ?? ''
  return ordinalLeads.has(lead)
}
