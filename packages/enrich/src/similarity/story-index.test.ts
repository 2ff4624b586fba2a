import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  clusterStories,
  createFrequencies,
  createStoryIndex,
  storyTerms,
  type StoryText,
} from '../index.ts'

type Story = StoryText & { publishedAt: Date }

const report = (headline: string, lead: string, own: Partial<Story> = {}): Story => ({
  headline,
  lead,
  sections: [],
  language: 'en',
  mentions: [],
  publishedAt: new Date('2026-03-05T12:00:00Z'),
  ...own,
})

const crane = report(
  'Crane falls into Tarnhaven harbour',
  'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port to ferries.',
)
const ferries = report(
  'Ferries turn back as crane blocks Tarnhaven',
  'Two ferries turned back outside Tarnhaven on Thursday because a fallen crane lies in the channel. Mayor Ida Brook hopes for Saturday.',
)
const chess = report(
  'Orlova wins the chess title in Reykjavik',
  'Vera Orlova beat the champion in Reykjavik after nine games and takes the title that she lost two years ago.',
)

describe('articles about one event', () => {
  it('become one story, another event becomes its own', () => {
    expect(clusterStories([crane, chess, ferries])).toEqual([0, 1, 0])
  })

  it('are joined after a few days, not after weeks', () => {
    const on = (day: string) => ({ ...ferries, publishedAt: new Date(day) })
    expect(clusterStories([crane, on('2026-03-06')])).toEqual([0, 0])
    expect(clusterStories([crane, on('2026-03-30')])).toEqual([0, 1])
  })

  it('are found across languages by the entities they share', () => {
    const mentions = ['nato', 'wiesbaden', 'ukraine', 'sag-u'].map((slug) => ({
      slug,
      salience: 0.5,
    }))
    const english = report('New staff', 'The staff will be led from here.', { mentions })
    const german = report('Neuer Stab', 'Von hier aus wird der Stab geführt.', {
      mentions,
      language: 'de',
    })
    expect(clusterStories([english, german, chess])).toEqual([0, 0, 1])
  })

  it('are not found by one name that both speak of', () => {
    const mentions = [{ slug: 'germany', salience: 0.3 }]
    const trains = report(
      'Trains',
      'The railway buys engines that run on hydrogen and replaces old diesel ones on hilly routes.',
      { mentions },
    )
    const bees = report(
      'Bienen',
      'Imker zählen im Frühling weniger Völker und machen dafür Milben und nasse Winter verantwortlich.',
      { mentions, language: 'de' },
    )
    expect(clusterStories([trains, bees])).toEqual([0, 1])
  })

  it('need more in common than a word that every article has', () => {
    const named = (name: string) =>
      report(
        `${name} meets the press`,
        `${name} spoke to Reuters about plans for the coming season.`,
      )
    const stories = ['Anna Berg', 'Olu Adeyemi', 'Petra Novak', 'Jun Sato', 'Luis Vidal'].map(named)
    expect(
      new Set(clusterStories([...stories, ...stories.map((story) => ({ ...story }))])).size,
    ).toBe(5)
  })
})

describe('a story index', () => {
  const vector = (...terms: number[]) =>
    new Map(terms.map((term): [number, number] => [term, 1 / Math.sqrt(terms.length)]))
  const numbered = () => {
    let made = 0
    return () => `story-${(made += 1)}`
  }

  it('merges stories that have grown together, the smaller into the larger', () => {
    const index = createStoryIndex(numbered())
    index.assign({ terms: vector(1, 2, 3, 4, 5), at: 0 })
    expect(index.merge()).toEqual([])
    const [firstSeenAt, lastSeenAt] = [0, 0]
    const terms = vector(1, 2, 10, 11, 12)
    index.load([{ id: 'larger', terms, firstSeenAt, lastSeenAt, articles: 9 }])
    index.assign({ terms: vector(1, 3, 4, 5, 6), at: 0 })
    expect(index.merge()).toEqual([{ from: 'story-1', into: 'larger' }])
    expect(index.changed().map(({ id, articles }) => [id, articles])).toEqual([['larger', 11]])
    expect(index.merge()).toEqual([])
  })

  it('goes on with stories that were made elsewhere', () => {
    const before = createStoryIndex(numbered())
    before.assign({ terms: vector(1, 2, 3), at: 1_000 })
    const after = createStoryIndex(() => 'new')
    after.load(before.changed())
    expect(after.assign({ terms: vector(1, 2, 4), at: 5_000 })).toMatchObject({
      id: 'story-1',
      articles: 2,
      firstSeenAt: 1_000,
      lastSeenAt: 5_000,
    })
  })

  it('starts a story for an article of nothing', () => {
    const index = createStoryIndex(numbered())
    const nothing = { terms: new Map<number, number>(), at: 0 }
    expect([index.assign(nothing).id, index.assign(nothing).id]).toEqual(['story-1', 'story-2'])
  })
})

describe('the terms of an article', () => {
  it('take any text, are the same every time and at most 120', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, fc.array(text), (headline, lead, paragraphs) => {
        const article = report(headline, lead, { sections: [{ crosshead: null, paragraphs }] })
        const terms = storyTerms(article)
        expect([...storyTerms(article)]).toEqual([...terms])
        expect(terms.size).toBeLessThanOrEqual(120)
        for (const weight of terms.values()) expect(weight).toBeGreaterThan(0)
      }),
    )
  })

  it('weigh more the rarer they are', () => {
    const frequencies = createFrequencies({ articles: 10_000, counts: [[1, 5_000]] })
    const weighed = frequencies.weigh(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    )
    expect(weighed.get(2)).toBeGreaterThan(weighed.get(1)!)
    expect(Math.hypot(...weighed.values())).toBeCloseTo(1)
  })
})
