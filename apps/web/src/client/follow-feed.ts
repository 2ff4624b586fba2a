/** The part of a browser's EventSource that is used, so that tests can stand in for a browser. */
export interface EventStream {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void
  close(): void
}

/** What a reader of the feed can be told about the stream. */
export type LiveState = 'connecting' | 'live' | 'waiting' | 'stale'

export interface LiveOptions {
  /** The subscription document; its result is `articleAdded { cursor article { id } }`. */
  query: string
  variables: Record<string, unknown>
  /** Where in the event log to begin. */
  after: string
  open: (address: string) => EventStream
  onArticle: (id: string) => void
  /** `stale`: the stream cannot be resumed from here; the page must be read anew. */
  onState: (state: LiveState) => void
}

export interface LiveFeed {
  /** Lets go of the connection; nothing is missed, since `resume` begins where this ended. */
  pause(): void
  resume(): void
}

const firstDelay = 1_000
const longestDelay = 30_000
/** A connection that held this long was a good one: the next delay begins small again. */
const steadyAfter = 10_000

interface Added {
  cursor: string
  id: string
}

/**
 * Follows a subscription over server-sent events (graphql-sse, "distinct connections") from a
 * cursor, each article once, and reconnects from the last cursor seen. The delay doubles up to half
 * a minute with half of it random, so that readers do not all come back at once.
 */
export function followFeed(options: LiveOptions): LiveFeed {
  let { after } = options
  let attempts = 0
  let stream: EventStream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    let openedAt: number | undefined
    const current = options.open(subscriptionAddress({ ...options, after }))
    stream = current
    options.onState('connecting')

    const lose = () => {
      if (stream !== current) return
      pause()
      if (openedAt !== undefined && Date.now() - openedAt >= steadyAfter) attempts = 0
      const delay = Math.min(longestDelay, firstDelay * 2 ** attempts)
      attempts += 1
      timer = setTimeout(connect, delay / 2 + (Math.random() * delay) / 2)
      options.onState('waiting')
    }
    current.addEventListener('open', () => {
      openedAt = Date.now()
      options.onState('live')
    })
    current.addEventListener('next', ({ data }) => {
      const message = readMessage(data)
      if (message === 'stale') {
        pause()
        options.onState('stale')
      } else if (message === null) {
        lose()
      } else {
        after = message.cursor
        options.onArticle(message.id)
      }
    })
    current.addEventListener('complete', lose)
    current.addEventListener('error', lose)
  }

  function pause(): void {
    clearTimeout(timer)
    stream?.close()
    stream = undefined
  }

  connect()
  return {
    pause,
    resume() {
      if (stream) return
      clearTimeout(timer)
      connect()
    },
  }
}

function subscriptionAddress({ query, variables, after }: LiveOptions): string {
  const params = new URLSearchParams({ query, variables: JSON.stringify({ ...variables, after }) })
  return `/graphql?${params}`
}

function readMessage(data: unknown): Added | 'stale' | null {
  const { data: result, errors } = JSON.parse(String(data)) as {
    data?: { articleAdded: { cursor: string; article: { id: string } } } | null
    errors?: { extensions?: { code?: string } }[]
  }
  if (result) return { cursor: result.articleAdded.cursor, id: result.articleAdded.article.id }
  const codes = errors?.map(({ extensions }) => extensions?.code)
  return codes?.some((code) => code === 'RESYNC_REQUIRED' || code === 'BAD_CURSOR') ? 'stale' : null
}
