import {
  type Enrich,
  type FoundPlace,
  isSamePlace,
  overlap,
  passage,
  placesOf,
  show,
} from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import { type NifMention, readNif } from '../sets/nif.ts'
import { isAbout, titleOf } from './dbpedia.ts'

interface Verdict {
  right: boolean
  /** The link has exactly the borders of the marked mention. */
  exact: boolean
}

/**
 * How many links into the knowledge base are right, and how many of the mentions that DBpedia
 * knows are linked. `nif` is Turtle as the N3 collection has it.
 */
export function measureLinks(nif: string, enrich: Enrich): Measurement {
  const misses: Miss[] = []
  const verdicts: Verdict[] = []
  let elsewhere = 0
  let known = 0
  let linked = 0
  for (const { text, mentions } of readNif(nif)) {
    const links = placesOf(enrich(passage([text])).mentions).filter(isLink)
    for (const link of links) {
      const golds = mentions.filter((gold) => overlap(inText(gold), link))
      if (golds.length === 0) {
        elsewhere += 1
        continue
      }
      const right = golds.some((gold) => isRight(link, gold))
      const exact = golds.some((gold) => isSamePlace(inText(gold), link))
      verdicts.push({ right, exact })
      if (!right) misses.push(wrongLink(text, link, golds, exact))
    }
    for (const gold of mentions) {
      if (titleOf(gold.resource) === null) continue
      known += 1
      if (links.some((link) => isSamePlace(inText(gold), link) && isRight(link, gold))) linked += 1
      else misses.push(notLinked(text, gold))
    }
  }
  const rightOf = (list: Verdict[]) => list.filter(({ right }) => right).length
  const exact = verdicts.filter(({ exact }) => exact)
  return {
    rows: [
      {
        what: 'precision of links',
        value: share(rightOf(exact), exact.length),
        key: 'rss500.precision',
        floor: 0.9,
      },
      { what: 'recall of links', value: share(linked, known), key: 'rss500.recall' },
      {
        what: 'precision, links that overlap a mention too',
        value: share(rightOf(verdicts), verdicts.length),
      },
      { what: 'links judged', value: exact.length, unit: 'count' },
      { what: 'links that overlap', value: verdicts.length - exact.length, unit: 'count' },
      { what: 'links elsewhere in the sentences', value: elsewhere, unit: 'count' },
    ],
    misses,
  }
}

/** A proposed name is in no knowledge base. */
function isLink({ mention }: FoundPlace): boolean {
  return mention.method !== 'PROPOSED'
}

function isRight({ mention }: FoundPlace, { resource }: NifMention): boolean {
  const title = titleOf(resource)
  return title !== null && isAbout(mention.entity, title)
}

function inText({ start, end }: NifMention) {
  return { paragraph: 0, start, end }
}

function wrongLink(text: string, link: FoundPlace, golds: NifMention[], exact: boolean): Miss {
  const { slug, description } = link.mention.entity
  const meant = golds.map(({ surface, resource }) => `"${surface}" ${resource}`)
  return {
    kind: exact ? 'wrong link' : 'wrong link across a mention',
    subject: `${link.surface} -> ${slug}`,
    context: `${description ?? ''} | ${show(text, link)}  meant: ${meant.join(', ')}`,
  }
}

function notLinked(text: string, gold: NifMention): Miss {
  return {
    kind: 'not linked',
    subject: titleOf(gold.resource) ?? '',
    context: show(text, gold),
  }
}
