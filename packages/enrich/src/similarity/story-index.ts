import { isNameTerm } from './terms.ts'
import { heaviest, lengthOf, product, sum, type Vector } from './vector.ts'

/** A story as far as it decides which articles join it. Times are milliseconds since 1970. */
export interface StoryProfile {
  id: string
  /** The sum of its articles' vectors, each of length 1; its lightest terms are dropped. */
  terms: Vector
  firstSeenAt: number
  lastSeenAt: number
  articles: number
}

/** An article that is to find its story. */
export interface StoryArticle {
  /** Of length 1, rare terms weighing more: what `Frequencies.weigh` gives. */
  terms: Vector
  /** When it was published, in milliseconds since 1970. */
  at: number
}

/** Of two stories that are one, `from` is gone and `into` has its articles. */
export interface StoryMerge {
  from: string
  into: string
}

export interface StoryIndex {
  /** Puts an article into the story it belongs to, else into a new one. */
  assign(article: StoryArticle): StoryProfile
  /** Joins stories that have grown together, of those that changed since the last merge. */
  merge(): StoryMerge[]
  /** Adds stories that were made elsewhere; one that is there already stays as it is. */
  load(stories: Iterable<StoryProfile>): void
  /** The stories that were made or changed here and are still there. */
  changed(): StoryProfile[]
}

/** An article joins a story from this cosine on. */
const JOIN = 0.22
/**
 * Or from this cosine of its names alone on: words differ between languages, names are shared. Pairs of
 * articles on one event in two languages lie above it, others below; measured on the sample articles.
 */
const JOIN_BY_NAMES = 0.38
/** ... if they share so many: one well-known name makes no event. A name counts as spelt and as entity. */
const SHARED_NAMES = 5
/** Two stories are one from this cosine on: a wrong merge costs more than a late one. */
const MERGE = 0.3
/** Milliseconds. After so long a silence an article must be twice as like a story to join it. */
const HALF_LIFE = 7 * 24 * 60 * 60 * 1_000
/** Milliseconds. A story that was silent for longer is over. */
export const STORY_SILENCE = 2 * HALF_LIFE
/** Few events are told in more articles; what is larger is likely a subject, and harder to join. */
const LARGE = 50
/** At 16 times that size, twice as hard. */
const LARGE_SLOPE = 0.25
/** What is left of a story's terms. */
const MOST_TERMS = 200
/** A story is kept under these many of its heaviest names, ... */
const KEYS = 24
/** ... and looked for by these many of the article's or the other story's. */
const PROBES = 48

/**
 * The terms under which a story is kept: its heaviest names, else words where it has none. Heavy names
 * are rare elsewhere, so few stories share them.
 */
export function storyKeys(terms: Vector): number[] {
  return heaviestNames(terms, KEYS)
}

/** The terms by which stories like an article, or like another story, are looked for. */
export function storyProbes(terms: Vector): number[] {
  return heaviestNames(terms, PROBES)
}

function heaviestNames(terms: Vector, most: number): number[] {
  const ranked = [...heaviest(terms, terms.size).keys()]
  const names = ranked.filter(isNameTerm)
  return (names.length > 0 ? names : ranked).slice(0, most)
}

type Shape = Omit<StoryProfile, 'id'>
/** A story with what is worked out once for all comparisons. */
type Kept = StoryProfile & { all: Part; names: Part; keys: readonly number[] }
/** Terms to be compared, and how long their vector is. */
interface Part {
  terms: Vector
  length: number
}

/**
 * Groups articles into stories as they come: each joins the story whose terms are most like its own,
 * time between them and the size of the story counting against it, or starts one. Single-pass clustering
 * as in topic detection (Allan, Papka and Lavrenko, SIGIR 1998; Miranda et al., EMNLP 2018).
 * Deterministic: the same articles in the same order give the same stories.
 * @param newId makes the id of a story; of equals the one whose id sorts first is preferred
 */
export function createStoryIndex(newId: () => string): StoryIndex {
  const stories = new Map<string, Kept>()
  const postings = new Map<number, Set<string>>()
  const changed = new Set<string>()
  const unmerged = new Set<string>()

  function put(story: StoryProfile): Kept {
    remove(story.id)
    const kept = { ...story, ...partsOf(story), keys: storyKeys(story.terms) }
    stories.set(story.id, kept)
    for (const key of kept.keys) {
      const posting = postings.get(key)
      if (posting) posting.add(story.id)
      else postings.set(key, new Set([story.id]))
    }
    return kept
  }

  function remove(id: string): void {
    for (const key of stories.get(id)?.keys ?? []) postings.get(key)?.delete(id)
    stories.delete(id)
  }

  /** The story most like a shape, if it is like it enough. */
  function nearest(shape: Shape & { id?: string }, enough: number): Kept | null {
    const ids = new Set<string>()
    for (const probe of storyProbes(shape.terms)) {
      for (const id of postings.get(probe) ?? []) if (id !== shape.id) ids.add(id)
    }
    const { all, names } = partsOf(shape)
    let best: Kept | null = null
    let bestLikeness = enough
    for (const id of ids) {
      const story = stories.get(id)!
      const weight = fading(story, shape) / crowding(story.articles + shape.articles)
      if (weight < enough) continue
      const likeness =
        weight * Math.max(cosine(all, story.all), likenessOfNames(names, story.names))
      const isBetter =
        likeness === bestLikeness && best ? precedes(story, best) : likeness > bestLikeness
      if (isBetter) {
        best = story
        bestLikeness = likeness
      }
    }
    return best
  }

  return {
    assign({ terms, at }) {
      const alone = { terms, firstSeenAt: at, lastSeenAt: at, articles: 1 }
      const joined = nearest(alone, JOIN)
      const story = put(joined ? join(joined, alone) : { ...alone, id: newId() })
      changed.add(story.id)
      unmerged.add(story.id)
      return story
    },
    merge() {
      const merges: StoryMerge[] = []
      for (const id of unmerged) {
        let story = stories.get(id)
        for (
          let like = story && nearest(story, MERGE);
          story && like;
          like = nearest(story, MERGE)
        ) {
          const [into, from] = precedes(story, like) ? [story, like] : [like, story]
          remove(from.id)
          changed.delete(from.id)
          story = put(join(into, from))
          changed.add(story.id)
          merges.push({ from: from.id, into: into.id })
        }
      }
      unmerged.clear()
      return merges
    },
    load(loaded) {
      for (const story of loaded) if (!stories.has(story.id)) put(story)
    },
    changed: () => [...changed].flatMap((id) => stories.get(id) ?? []),
  }
}

function partsOf({ terms }: Shape): { all: Part; names: Part } {
  const names = new Map([...terms].filter(([term]) => isNameTerm(term)))
  return {
    all: { terms, length: lengthOf(terms) },
    names: { terms: names, length: lengthOf(names) },
  }
}

/** In the unit of the cosine of all terms. */
function likenessOfNames(a: Part, b: Part): number {
  let shared = 0
  for (const name of a.terms.keys()) if (b.terms.has(name)) shared++
  return shared < SHARED_NAMES ? 0 : cosine(a, b) * (JOIN / JOIN_BY_NAMES)
}

function cosine(a: Part, b: Part): number {
  const length = a.length * b.length
  return length === 0 ? 0 : product(a.terms, b.terms) / length
}

/** 1 for what overlaps in time, half that for each half-life between, 0 when the story is over. */
function fading(a: Shape, b: Shape): number {
  const silence = Math.max(0, a.firstSeenAt - b.lastSeenAt, b.firstSeenAt - a.lastSeenAt)
  return silence > STORY_SILENCE ? 0 : 2 ** (-silence / HALF_LIFE)
}

function crowding(articles: number): number {
  return Math.max(1, articles / LARGE) ** LARGE_SLOPE
}

function join(story: StoryProfile, other: Shape): StoryProfile {
  return {
    id: story.id,
    terms: heaviest(sum(story.terms, other.terms), MOST_TERMS),
    firstSeenAt: Math.min(story.firstSeenAt, other.firstSeenAt),
    lastSeenAt: Math.max(story.lastSeenAt, other.lastSeenAt),
    articles: story.articles + other.articles,
  }
}

/** The larger, else the older, else the one whose id sorts first. */
function precedes(a: StoryProfile, b: StoryProfile): boolean {
  if (a.articles !== b.articles) return a.articles > b.articles
  if (a.firstSeenAt !== b.firstSeenAt) return a.firstSeenAt < b.firstSeenAt
  return a.id < b.id
}
