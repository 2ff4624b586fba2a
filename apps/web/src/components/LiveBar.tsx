'use client'

import { useEffect, useState } from 'react'

import { followFeed } from '../lib/live.ts'
import type { LiveState } from '../lib/live.ts'
import { NavLink } from './NavLink.tsx'

interface Props {
  /** The subscription, as the server's typed document spells it. */
  query: string
  variables: Record<string, unknown>
  /** The point in the event log at which the page was read. */
  after: string
  /** The newest page of the same filter. */
  href: string
  words: LiveWords
}

/** Ready to be shown, but for the number of those that arrived. */
export interface LiveWords {
  live: string
  reconnecting: string
  stale: string
  arrivedOne: string
  /** With `{count}` in it. */
  arrivedMany: string
}

/**
 * Announces articles that arrived after the page was read. Its row is always there and its bar lies
 * over the page, so nothing that is being read moves. A hidden tab lets its connection go (browsers
 * allow only six to one server) and on return catches up from the last cursor.
 */
export function LiveBar({ query, variables, after, href, words }: Props) {
  const [state, setState] = useState<LiveState>('connecting')
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set())
  const spelled = JSON.stringify(variables)

  useEffect(() => {
    const feed = followFeed({
      query,
      variables: JSON.parse(spelled) as Record<string, unknown>,
      after,
      open: (address) => new EventSource(address),
      onArticle: (id) => setArrived((ids) => new Set(ids).add(id)),
      onState: setState,
    })
    const onVisibility = () => (document.hidden ? feed.pause() : feed.resume())
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      feed.pause()
    }
  }, [query, spelled, after])

  const stale = state === 'stale'
  const news = stale || arrived.size > 0
  return (
    <div className={`flex h-12 items-center ${news ? 'sticky top-2 z-10 justify-center' : ''}`}>
      <div role="status" aria-live="polite">
        {news && (
          <NavLink
            href={href}
            className="inline-block rounded-full bg-accent px-5 py-2 text-sm font-medium text-paper shadow-lg hover:underline"
          >
            {stale ? words.stale : arrivedWords(words, arrived.size)}
          </NavLink>
        )}
      </div>
      {!news && <Connection state={state} words={words} />}
    </div>
  )
}

function arrivedWords({ arrivedOne, arrivedMany }: LiveWords, count: number): string {
  return count === 1 ? arrivedOne : arrivedMany.replace('{count}', String(count))
}

function Connection({ state, words }: { state: LiveState; words: LiveWords }) {
  if (state === 'connecting' || state === 'stale') return null
  return (
    <p className="flex items-center gap-2 text-sm text-quiet">
      <span
        aria-hidden="true"
        className={`size-1.5 rounded-full ${state === 'live' ? 'bg-accent' : 'bg-edge'}`}
      />
      {state === 'live' ? words.live : words.reconnecting}
    </p>
  )
}
