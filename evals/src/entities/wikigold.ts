import {
  type Enrich,
  type FoundPlace,
  isSamePlace,
  isWithin,
  passage,
  placesOf,
  show,
} from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { type Counts, f1, precision, recall } from '../scores/counts.ts'
import { type GoldDocument, type GoldEntity, readConll } from '../sets/conll.ts'

/** The types for which Courant has a kind. */
const KINDS: Record<string, readonly string[]> = {
  PER: ['PERSON'],
  PERSON: ['PERSON'],
  ORG: ['ORGANIZATION'],
  LOC: ['PLACE', 'COUNTRY'],
  GPE: ['PLACE', 'COUNTRY'],
}

/**
 * How many of the named people, organisations and places are found with exactly their borders,
 * whatever kind they are given. `conll` is a file of CoNLL columns.
 */
export function measureMentions(conll: string, enrich: Enrich): Measurement {
  const misses: Miss[] = []
  const natural = readConll(conll, 'natural').map((document) => read(document, enrich))
  const counts = natural.map((document) => compare(document, misses))
  const named = total(counts.map(({ named }) => named))
  const shown = total(counts.map(({ shown }) => shown))
  const all = total(counts.map(({ all }) => all))
  const typed = total(counts.map(({ typed }) => typed))
  const spaced = total(
    readConll(conll, 'tokens').map((document) => compare(read(document, enrich), []).named),
  )
  return {
    rows: [
      { what: 'F1', value: f1(named), key: 'wikigold.f1', floor: 0.65 },
      { what: 'precision', value: precision(named) },
      { what: 'recall', value: recall(named) },
      { what: 'F1 without hidden candidates', value: f1(shown) },
      { what: 'precision without hidden candidates', value: precision(shown) },
      { what: 'F1 with MISC', value: f1(all) },
      { what: 'F1 with the right kind', value: f1(typed) },
      { what: 'F1, a space between all tokens', value: f1(spaced) },
    ],
    misses,
  }
}

interface ReadDocument extends GoldDocument {
  shown: FoundPlace[]
  found: FoundPlace[]
}

/** What is linked or proposed, and the names that are kept as hidden candidates. */
function read(document: GoldDocument, enrich: Enrich): ReadDocument {
  const { mentions, candidates } = enrich(passage(document.paragraphs))
  const shown = distinct(placesOf(mentions))
  return { ...document, shown, found: distinct([...shown, ...placesOf(candidates)]) }
}

function distinct(places: FoundPlace[]): FoundPlace[] {
  return places.filter((place, i) => !places.slice(0, i).some((it) => isSamePlace(it, place)))
}

/**
 * Counts one document three ways: without MISC (what is found within a MISC is neither right nor
 * wrong), with it, and without it but with the kind, and writes down what is wrong by the first.
 */
function compare({ paragraphs, entities, shown, found }: ReadDocument, misses: Miss[]) {
  const wanted = entities.filter(({ type }) => type in KINDS)
  const other = entities.filter(({ type }) => !(type in KINDS))
  const isJudged = (place: FoundPlace) =>
    wanted.some((it) => isSamePlace(it, place)) || !other.some((it) => isWithin(place, it))
  const judged = found.filter(isJudged)
  const ofKind = (gold: GoldEntity, { mention }: FoundPlace) =>
    KINDS[gold.type]?.includes(mention.entity.kind) ?? false

  for (const gold of wanted) {
    if (judged.some((place) => isSamePlace(gold, place))) continue
    const near = judged.filter((place) => place.paragraph === gold.paragraph).map(nameOf)
    misses.push({
      kind: 'missed',
      subject: textAt(paragraphs, gold),
      context: `${gold.type} ${showIn(paragraphs, gold)}  found there: ${near.join(', ') || 'nothing'}`,
    })
  }
  for (const place of judged) {
    if (wanted.some((gold) => isSamePlace(gold, place))) continue
    misses.push({
      kind: 'made up',
      subject: place.surface,
      context: `${nameOf(place)} ${showIn(paragraphs, place)}`,
    })
  }
  return {
    named: countMatches(wanted, judged, isSamePlace),
    shown: countMatches(wanted, shown.filter(isJudged), isSamePlace),
    all: countMatches(entities, found, isSamePlace),
    typed: countMatches(wanted, judged, (a, b) => isSamePlace(a, b) && ofKind(a, b)),
  }
}

function countMatches(
  gold: GoldEntity[],
  found: FoundPlace[],
  match: (a: GoldEntity, b: FoundPlace) => boolean,
): Counts {
  const right = gold.filter((one) => found.some((place) => match(one, place))).length
  return { right, missed: gold.length - right, wrong: found.length - right }
}

function total(counts: Counts[]): Counts {
  const sum = { right: 0, wrong: 0, missed: 0 }
  for (const { right, wrong, missed } of counts) {
    sum.right += right
    sum.wrong += wrong
    sum.missed += missed
  }
  return sum
}

function nameOf({ surface, mention: { entity, method } }: FoundPlace): string {
  return `"${surface}" ${method} ${entity.kind} ${entity.slug}`
}

function textAt(paragraphs: string[], { paragraph, start, end }: GoldEntity): string {
  return paragraphs[paragraph]?.slice(start, end) ?? ''
}

function showIn(paragraphs: string[], place: { paragraph: number; start: number; end: number }) {
  return show(paragraphs[place.paragraph] ?? '', place)
}
