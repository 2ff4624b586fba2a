import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A news item to be put into a feed. */
export interface Dispatch {
  id: string
  title: string
  paragraphs: string[]
  categories: string[]
  publishedAt: Date
}

interface Reuters {
  id?: string | number
  /** "26-FEB-1987 15:01:01.79" */
  date?: string
  title?: string
  body?: string
  topics?: string[]
}

/**
 * As many dispatches as asked for, oldest first, the last one dated now: those of Reuters-21578 that have
 * a body, and when they are used up, the same again with other names in them, earlier. Without a folder
 * of them, text of our own, which is simpler than news. One file is in memory at a time.
 */
export async function* dispatches(
  count: number,
  folder: string | null,
  now: Date,
): AsyncGenerator<Dispatch> {
  const every = 60_000
  let at = 0
  const date = () => new Date(now.getTime() - (count - 1 - at) * every)
  for (let round = 0; at < count; round += 1) {
    const texts = folder ? reuters(folder, round) : madeUp(round)
    for await (const text of texts) {
      if (at === count) return
      yield { ...text, id: `${round}-${text.id}`, publishedAt: date() }
      at += 1
    }
  }
}

type Text = Omit<Dispatch, 'publishedAt'>

async function* reuters(folder: string, round: number): AsyncGenerator<Text> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  for (const file of files) {
    const entries = JSON.parse(await readFile(join(folder, file), 'utf8')) as Reuters[]
    const rename = round === 0 ? (text: string) => text : renamer(entries, round)
    for (const { id, title, body, topics = [] } of entries) {
      if (!body) continue
      const paragraphs = paragraphsOf(body).map(rename)
      yield {
        id: String(id),
        title: rename(title || paragraphs[0]!.slice(0, 80)),
        paragraphs,
        categories: topics,
      }
    }
  }
}

/** A paragraph begins with four spaces; the last word is the agency's signature. */
function paragraphsOf(body: string): string[] {
  return body
    .replace(/\s*\bREUTER\s*\p{Cc}*\s*$/iu, '')
    .split(/\n(?= {2,})/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** A word with a capital within a sentence: most likely, a part of a name. */
const name = /(?<=[a-z,] )\p{Lu}\p{Ll}{3,}/gu

/** Puts another name of the same file in the place of each, always the same one in a round. */
function renamer(entries: readonly Reuters[], round: number): (text: string) => string {
  const names = [...new Set(entries.flatMap(({ body = '' }) => body.match(name) ?? []))].toSorted()
  const shifted = new Map(names.map((own, at) => [own, names[(at + round * 97) % names.length]!]))
  return (text) => text.replace(/\p{Lu}\p{Ll}{3,}/gu, (word) => shifted.get(word) ?? word)
}

const people = ['Ada Marlow', 'Jon Reyes', 'Mira Holt', 'Tomas Lind', 'Ines Abara', 'Karl Winter']
const bodies = ['the ministry', 'NATO', 'the European Union', 'the central bank', 'Siemens', 'FIFA']
const places = ['Berlin', 'Paris', 'Ottawa', 'Nairobi', 'Lima', 'Seoul', 'Warsaw', 'Kyiv', 'Rome']
const deeds = [
  'announced a plan to rebuild the harbour within three years',
  'rejected a report on rising prices of wheat and coal',
  'signed an agreement on the exchange of students and teachers',
  'warned that the floods would reach the valley by the weekend',
  'opened an inquiry into the failure of two bridges',
  'agreed to lower the tax on small companies from next year',
  'won the final after a long evening of extra time',
]

/** Sentences that are put together at random, always the same. */
function* madeUp(round: number): Generator<Text> {
  let seed = 1 + round
  const pick = <Item>(items: readonly Item[]): Item => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return items[(seed >>> 8) % items.length]!
  }
  const sentence = () =>
    `${pick(people)} of ${pick(bodies)} said in ${pick(places)} on behalf of ${pick(places)} that ${pick(bodies)} ${pick(deeds)}.`
  const paragraph = () => Array.from({ length: 3 }, sentence).join(' ')
  for (let number = 0; number < 20_000; number += 1) {
    const title = `${pick(places)}: ${pick(bodies)} ${pick(deeds)} (${number})`
    const paragraphs = Array.from({ length: 4 }, paragraph)
    yield { id: String(number), title, paragraphs, categories: [] }
  }
}
