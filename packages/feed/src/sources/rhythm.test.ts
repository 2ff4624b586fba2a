import { describe, expect, it } from 'vitest'

import { type PollFacts, pollSecondsOf, waitAfterFailure, waitFor } from './rhythm.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

const nothing: PollFacts = {
  now: new Date('2025-06-02T12:00:00Z'),
  ages: [],
  pushed: false,
  pollSeconds: null,
  found: 'NO_NEWS',
  freshFor: null,
  hint: null,
}
/** Ages of articles that came every so many seconds, the latest just now. */
const every = (gap: number) => Array.from({ length: 20 }, (_, at) => at * gap)
const atLeast = (seconds: number) => ({ atLeast: seconds, skipHours: [], skipDays: [] })

describe('how often a source is polled', () => {
  it.each<[string, Partial<PollFacts>, number]>([
    ['of which nothing is known: every half hour', {}, 30 * minute],
    ['that publishes every two hours: twice as often', { ages: every(2 * hour) }, hour],
    ['that just had news: sooner', { ages: every(2 * hour), found: 'NEWS' }, 45 * minute],
    ['that publishes every minute: every five', { ages: every(minute) }, 5 * minute],
    ['that publishes every week: once a day', { ages: every(7 * day) }, day],
    [
      'whose articles come ten at a time, every morning: by the mornings',
      {
        ages: Array.from(
          { length: 20 },
          (_, at) => hour + Math.floor(at / 10) * day + (at % 10) * 9,
        ),
      },
      12 * hour,
    ],
    [
      'that has been silent for a while: later',
      { ages: every(hour).map((age) => age + 10 * hour) },
      hour,
    ],
    [
      'that has been silent for a month: once a day',
      { ages: every(hour).map((age) => age + 30 * day) },
      day,
    ],
    [
      'whose articles are dated ahead: by the others',
      { ages: [-day, -hour, ...every(2 * hour)] },
      hour,
    ],
    ['without dates, with news: twice as often', { pollSeconds: hour, found: 'NEWS' }, hour / 2],
    ['without dates or news: ever later', { pollSeconds: hour }, 1.5 * hour],
    ['without dates for long: once a day', { pollSeconds: 20 * hour }, day],
    ['whose feed asks for an hour', { ages: every(minute), hint: atLeast(hour) }, hour],
    ['whose feed asks for a year: once a day', { hint: atLeast(365 * day) }, day],
    ['whose server says that it is fresh for an hour', { freshFor: hour }, hour],
    ['whose server says so for ten years: once a day', { freshFor: 3650 * day }, day],
    ['that a hub tells of: a few times a day', { ages: every(minute), pushed: true }, 6 * hour],
    [
      'that asked for an hour, and is unchanged',
      { ages: every(minute), found: 'UNCHANGED', pollSeconds: hour },
      hour,
    ],
    ['that published once, a day ago: later', { ages: [day] }, 2.4 * hour],
  ])('%s', (_case, facts, seconds) => {
    const polled = pollSecondsOf({ ...nothing, ...facts })
    expect(polled).toBeGreaterThanOrEqual(Math.floor(seconds))
    expect(polled).toBeLessThanOrEqual(Math.ceil(seconds))
  })
})

describe('a source that could not be read is asked again', () => {
  it.each<[string, number | null, number, number | null, number, number]>([
    ['soon, if it never could be', null, 1, null, 0.5, 10 * minute],
    ['after twice its time', 10 * minute, 1, null, 0.5, 20 * minute],
    ['soon, however seldom it is asked otherwise', day, 1, null, 0.5, 30 * minute],
    ['after twice as long each time', 10 * minute, 3, null, 0.5, 80 * minute],
    ['once a day in the end', 10 * minute, 40, null, 0.5, day],
    ['a tenth earlier', 10 * minute, 1, null, 0, 18 * minute],
    ['or later', 10 * minute, 1, null, 1, 22 * minute],
    ['when its server wants to be asked', 10 * minute, 1, 2 * hour, 0, 2 * hour],
    ['and not sooner, nor much later', 10 * minute, 1, 2 * hour, 1, 2.2 * hour],
    ['not sooner than otherwise', 10 * minute, 1, minute, 0.5, 20 * minute],
    ['once a day, whatever its server wants', 10 * minute, 1, 30 * day, 0, day],
  ])('%s', (_case, pollSeconds, failures, retryAfter, random, seconds) => {
    expect(waitAfterFailure({ pollSeconds, failures }, retryAfter, random)).toBeCloseTo(seconds, 3)
  })
})

describe('the next poll', () => {
  const monday = new Date('2025-06-02T12:30:00Z')
  const skip = (skipHours: number[], skipDays: number[] = []) => ({
    now: monday,
    hint: { atLeast: null, skipHours, skipDays },
  })

  it.each<[string, { now: Date; hint: PollFacts['hint'] }, number, number, number]>([
    ['comes when it is time', { now: monday, hint: null }, hour, 0.5, hour],
    ['a tenth earlier', { now: monday, hint: null }, hour, 0, 0.9 * hour],
    ['or later', { now: monday, hint: null }, hour, 1, 1.1 * hour],
    ['in an hour that is not left out', skip([12, 14]), hour, 0.5, hour],
    ['after the hours that are', skip([13, 14]), hour, 0.5, 2.5 * hour],
    ['also over midnight', skip([22, 23, 0, 1]), 10 * hour, 0.5, 13.5 * hour],
    ['after the days that are left out', skip([], [1]), hour, 0.5, 11.5 * hour],
    [
      'but once a day nevertheless',
      skip(
        Array.from({ length: 24 }, (_, at) => at),
        [],
      ),
      hour,
      0.5,
      hour,
    ],
  ])('%s', (_case, when, seconds, random, wait) => {
    expect(waitFor(seconds, when, random)).toBeCloseTo(wait, 3)
  })
})
