import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { followFeed } from './follow-feed.ts'
import type { EventStream, LiveFeed } from './follow-feed.ts'

/** A browser's EventSource that does as it is told. */
class ToldStream implements EventStream {
  readonly address: URL
  closed = false
  readonly #listeners = new Map<string, (event: { data?: unknown }) => void>()

  constructor(address: string) {
    this.address = new URL(address, 'http://localhost')
  }

  addEventListener(type: string, listener: (event: { data?: unknown }) => void) {
    this.#listeners.set(type, listener)
  }

  close() {
    this.closed = true
  }

  tell(type: string, data?: unknown) {
    this.#listeners.get(type)?.({ data: JSON.stringify(data) })
  }

  get after(): unknown {
    return JSON.parse(this.address.searchParams.get('variables') ?? '{}').after
  }
}

function added(id: string, cursor: string) {
  return { data: { articleAdded: { cursor, article: { id } } } }
}

function refused(code: string) {
  return { data: null, errors: [{ message: 'No.', extensions: { code } }] }
}

describe('following the feed', () => {
  const streams: ToldStream[] = []
  const articles: string[] = []
  const states: string[] = []
  let feed: LiveFeed

  function newest(): ToldStream {
    const stream = streams.at(-1)
    if (!stream) throw new Error('No stream was opened.')
    return stream
  }

  beforeEach(() => {
    vi.useFakeTimers()
    for (const list of [streams, articles, states]) list.length = 0
    feed = followFeed({
      query: 'subscription',
      variables: { filter: { actors: { all: ['nato'] } } },
      after: 'page',
      open: (address) => {
        const stream = new ToldStream(address)
        streams.push(stream)
        return stream
      },
      onArticle: (id) => articles.push(id),
      onState: (state) => states.push(state),
    })
  })

  afterEach(() => {
    feed.pause()
    vi.useRealTimers()
  })

  it('asks this site for the filter of the page, from the point at which it was read', () => {
    expect(newest().address.pathname).toBe('/graphql')
    expect(Object.fromEntries(newest().address.searchParams)).toEqual({
      query: 'subscription',
      variables: '{"filter":{"actors":{"all":["nato"]}},"after":"page"}',
    })
  })

  it('tells of each article', () => {
    newest().tell('open')
    newest().tell('next', added('a', '1'))
    newest().tell('next', added('b', '2'))
    expect(articles).toEqual(['a', 'b'])
    expect(states.at(-1)).toBe('live')
  })

  it.each(['error', 'complete'])('comes back behind the last article on %s', (ending) => {
    newest().tell('open')
    newest().tell('next', added('a', '1'))
    newest().tell(ending)
    expect(states.at(-1)).toBe('waiting')
    vi.advanceTimersByTime(1_000)
    expect(streams.map(({ after, closed }) => [after, closed])).toEqual([
      ['page', true],
      ['1', false],
    ])
  })

  it('waits longer after each failure, half a minute at most, and by chance', () => {
    const waits = Array.from({ length: 8 }, () => {
      newest().tell('error')
      const opened = streams.length
      const since = Date.now()
      while (streams.length === opened) vi.advanceTimersByTime(100)
      return Date.now() - since
    })
    const longest = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
    for (const [index, limit] of longest.entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(limit / 2)
      expect(waits[index]).toBeLessThanOrEqual(limit + 100)
    }
  })

  it('begins small again after a connection that held', () => {
    for (let failures = 0; failures < 5; failures++) {
      newest().tell('error')
      vi.advanceTimersByTime(30_000)
    }
    newest().tell('open')
    vi.advanceTimersByTime(10_000)
    newest().tell('error')
    const opened = streams.length
    vi.advanceTimersByTime(1_000)
    expect(streams).toHaveLength(opened + 1)
  })

  it.each(['RESYNC_REQUIRED', 'BAD_CURSOR'])('gives up when the API says %s', (code) => {
    newest().tell('next', refused(code))
    vi.advanceTimersByTime(60_000)
    expect(states.at(-1)).toBe('stale')
    expect(streams).toHaveLength(1)
  })

  it('tries again on any other refusal', () => {
    newest().tell('next', refused('INTERNAL_SERVER_ERROR'))
    vi.advanceTimersByTime(1_000)
    expect(streams).toHaveLength(2)
  })

  it('lets the connection go while paused and resumes where it ended', () => {
    newest().tell('next', added('a', '1'))
    feed.pause()
    vi.advanceTimersByTime(60_000)
    expect(streams.map(({ closed }) => closed)).toEqual([true])
    feed.resume()
    feed.resume()
    expect(streams).toHaveLength(2)
    expect(newest().after).toBe('1')
  })
})
