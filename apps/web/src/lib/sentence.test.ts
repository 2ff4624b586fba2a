import { describe, expect, it } from 'vitest'

import { feedSentence, plainSentence } from './sentence.ts'
import type { FilterWords } from './sentence.ts'

const none = { all: [], any: [], none: [] }
const everything: FilterWords = {
  actors: none,
  topics: none,
  sources: none,
  languages: [],
  text: null,
  stories: 0,
  salience: null,
  days: null,
  since: null,
  until: null,
  further: false,
}

describe('the feed in words', () => {
  it.each<[Partial<FilterWords>, string]>([
    [{}, 'All articles, newest first'],
    [
      { actors: { ...none, all: ['NATO', 'Ukraine'] }, topics: { ...none, all: ['politics'] } },
      'Articles about NATO and Ukraine, in politics, newest first',
    ],
    [
      { actors: { all: ['NATO'], any: ['France', 'Germany'], none: ['Russia', 'China'] } },
      'Articles about NATO, about France or Germany, without Russia or China, newest first',
    ],
    [
      { topics: { ...none, none: ['sport'] }, sources: { ...none, any: ['The Harbour Times'] } },
      'Articles outside sport, from The Harbour Times, newest first',
    ],
    [
      { languages: ['English', 'German'], since: '1 May 2026', until: '1 June 2026' },
      'Articles in English or German, since 1 May 2026, before 1 June 2026, newest first',
    ],
    [
      { actors: { ...none, all: ['NATO'] }, salience: 'ABOUT', days: 7, since: '20 November 2026' },
      'Articles about NATO, as their subject, of the last 7 days, newest first',
    ],
    [
      { text: 'rate cut', stories: 1 },
      'Articles with the words “rate cut”, of one story, newest first',
    ],
    [{ further: true }, 'Articles under further conditions, newest first'],
  ])('%j', (words, expected) => {
    expect(plainSentence(feedSentence('en', { ...everything, ...words }))).toBe(expected)
  })

  it('is in German too', () => {
    const words = {
      actors: { ...none, all: ['NATO', 'Ukraine'] },
      topics: { ...none, any: ['Politik', 'Wirtschaft'], none: ['Sport'] },
      sources: { all: [], any: ['Der Elbbote'], none: ['Rheinblick'] },
      languages: ['Englisch', 'Deutsch'],
      since: '1. Mai 2026',
      until: '1. Juni 2026',
      further: true,
    }
    expect(plainSentence(feedSentence('de', { ...everything, ...words }))).toBe(
      'Artikel über NATO und Ukraine, zu Politik oder Wirtschaft, ohne Sport, aus Der Elbbote, ' +
        'nicht aus Rheinblick, auf Englisch oder Deutsch, seit 1. Mai 2026, vor dem 1. Juni 2026, ' +
        'unter weiteren Bedingungen, neueste zuerst',
    )
    expect(plainSentence(feedSentence('de', everything))).toBe('Alle Artikel, neueste zuerst')
  })

  it('marks what the reader chose', () => {
    const parts = feedSentence('en', {
      ...everything,
      actors: { ...none, all: ['NATO', 'Ukraine'] },
    })
    expect(parts.filter(({ name }) => name).map(({ text }) => text)).toEqual(['NATO', 'Ukraine'])
  })
})
