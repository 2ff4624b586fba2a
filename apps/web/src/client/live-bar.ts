import { followFeed } from './follow-feed.ts'
import type { LiveState } from './follow-feed.ts'

/** What components/LiveBar.tsx writes into `data-live`. */
export interface LiveBarData {
  /** The subscription document. */
  query: string
  variables: Record<string, unknown>
  /** The point in the event log at which the page was read. */
  after: string
  words: {
    live: string
    reconnecting: string
    stale: string
    arrivedOne: string
    /** With `{count}` in it. */
    arrivedMany: string
  }
}

/**
 * Announces articles that arrived after the page was read. A hidden tab lets its connection go (browsers
 * allow only six to one server) and on return catches up from the last cursor.
 */
export function startLiveBars(): void {
  for (const bar of document.querySelectorAll<HTMLElement>('[data-live]')) startLiveBar(bar)
}

function startLiveBar(bar: HTMLElement): void {
  const { words, ...subscription } = JSON.parse(bar.dataset.live ?? '') as LiveBarData
  const news = bar.querySelector<HTMLElement>('[data-live-news]')
  const connection = bar.querySelector<HTMLElement>('[data-live-connection]')
  if (!news || !connection) return
  const arrived = new Set<string>()
  let state: LiveState = 'connecting'

  const show = () => {
    const stale = state === 'stale'
    const hasNews = stale || arrived.size > 0
    const told = hasNews ? (stale ? words.stale : arrivedWords(words, arrived.size)) : ''
    if (news.textContent !== told) news.textContent = told
    news.hidden = !hasNews
    connection.hidden = hasNews || state === 'connecting'
    connection.dataset.liveConnection = state
    connection.textContent = state === 'live' ? words.live : words.reconnecting
  }
  const feed = followFeed({
    ...subscription,
    open: (address) => new EventSource(address),
    onArticle: (id) => {
      arrived.add(id)
      show()
    },
    onState: (next) => {
      state = next
      show()
    },
  })
  document.addEventListener('visibilitychange', () =>
    document.hidden ? feed.pause() : feed.resume(),
  )
  // A page that is left may be come back to as it was, if it holds no connection.
  addEventListener('pagehide', () => feed.pause())
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) feed.resume()
  })
}

function arrivedWords({ arrivedOne, arrivedMany }: LiveBarData['words'], count: number): string {
  return count === 1 ? arrivedOne : arrivedMany.replace('{count}', String(count))
}
