import { describe, expect, it } from 'vitest'

import { healthOf, type SourceState } from './health.ts'

const now = new Date('2025-06-02T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

const polled: Parameters<typeof healthOf>[0] = {
  feedUrl: 'https://gazette.example/feed.xml',
  nextPollAt: minutes(10),
  lastPolledAt: minutes(-20),
  failures: 0,
  lastError: null,
  lastErrorCode: null,
  goneAt: null,
}
const failing = {
  failures: 3,
  lastError: 'https://gazette.example/feed.xml: the server answered 503 Service Unavailable',
  lastErrorCode: 'HTTP_STATUS',
}

describe('the health of a source', () => {
  it.each<[string, Partial<typeof polled>, SourceState, string, string | null]>([
    ['that was read', {}, 'OK', 'Its feed could be read the last time.', null],
    [
      'that was read, with something to know',
      { lastError: 'Another source has its new address', lastErrorCode: 'ADDRESS_TAKEN' },
      'OK',
      'Its feed could be read the last time. Another source has its new address.',
      'ADDRESS_TAKEN',
    ],
    [
      'that was just subscribed to',
      { lastPolledAt: null, nextPollAt: now },
      'WAITING',
      'It was not asked yet; that happens in a moment.',
      null,
    ],
    [
      'that was subscribed to while no worker runs',
      { lastPolledAt: null, nextPollAt: minutes(-16) },
      'WAITING',
      'It should have been asked long ago: see that a worker runs.',
      'OVERDUE',
    ],
    [
      'that was read, until no worker ran any more',
      { nextPollAt: minutes(-16) },
      'OK',
      'It should have been asked long ago: see that a worker runs.',
      'OVERDUE',
    ],
    [
      'that failed',
      { ...failing, failures: 1 },
      'FAILING',
      'It could not be read: the server answered 503 Service Unavailable. It is asked again by itself, ever more seldom.',
      'HTTP_STATUS',
    ],
    [
      'that fails again and again',
      failing,
      'FAILING',
      'It could not be read 3 times in a row: the server answered 503 Service Unavailable. It is asked again by itself, ever more seldom.',
      'HTTP_STATUS',
    ],
    [
      'whose feed is damaged at a place',
      {
        failures: 1,
        lastError: 'https://gazette.example/feed.xml:12:7: the feed is cut short',
        lastErrorCode: 'BAD_FEED',
      },
      'FAILING',
      'It could not be read: the feed is cut short (line 12, column 7). It is asked again by itself, ever more seldom.',
      'BAD_FEED',
    ],
    [
      'that failed before it was known why',
      { failures: 2 },
      'FAILING',
      'It could not be read 2 times in a row. It is asked again by itself, ever more seldom.',
      'UNKNOWN',
    ],
    [
      'whose feed is gone',
      { ...failing, goneAt: minutes(-60), nextPollAt: null },
      'GONE',
      'Its server said that the feed is gone for good. It is not asked any more.',
      'GONE',
    ],
    [
      'that is paused, whatever was before',
      { ...failing, nextPollAt: null },
      'PAUSED',
      'It is not polled: nobody subscribed to it, or somebody paused it.',
      null,
    ],
    [
      'that never had a feed',
      { feedUrl: null, nextPollAt: null, lastPolledAt: null },
      'PAUSED',
      'It has no feed: articles came from it once.',
      null,
    ],
  ])('%s', (_case, facts, state, message, code) => {
    expect(healthOf({ ...polled, ...facts }, now)).toEqual({ state, message, code })
  })
})
