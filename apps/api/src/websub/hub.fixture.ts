import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What the hub keeps of a subscriber. */
interface Subscriber {
  callback: string
  topic: string
  secret: string | undefined
}

export interface TestHub {
  /** The hub, and its publisher's feed below it. */
  url: string
  feedUrl: string
  /** What an allow-list names. */
  host: string
  /** The requests to subscribe and unsubscribe, in their order. */
  asked: URLSearchParams[]
  subscribers: Subscriber[]
  /** How often the feed was fetched. */
  fetched: number
  /** What the hub does with the requests to come. */
  behaviour: {
    /** Verifies before it answers, after it, or not at all. */
    verifies: 'BEFORE' | 'AFTER' | 'NEVER'
    leaseSeconds?: number
    /** Asks about another topic than the one it was asked for. */
    topic?: string
    status: number
  }
  /** Settles when the hub has made all the calls that it owes. */
  settled(): Promise<void>
  publish(headline: string): void
  /** Sends each subscriber the feed; answers with the statuses it got. */
  distribute(algorithm?: string): Promise<number[]>
  close(): void
}

/** A hub as WebSub describes it, and a publisher whose feed names it in a Link header. */
export async function startTestHub(): Promise<TestHub> {
  const headlines: string[] = []
  let owed: Promise<unknown>[] = []
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  const feed = () => {
    const items = headlines.map(
      (headline) =>
        `<item><guid>${headline}</guid><title>${headline}</title><description>Text.</description></item>`,
    )
    return `<rss version="2.0"><channel><title>The Gazette</title>${items.join('')}</channel></rss>`
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      hub.fetched += 1
      const link = [`<${hub.url}>; rel="hub"`, `<${hub.feedUrl}>; rel="self"`]
      response.writeHead(200, { link, 'content-type': 'application/rss+xml' }).end(feed())
      return
    }
    const form = new URLSearchParams(await text(request))
    hub.asked.push(form)
    const { verifies, status } = hub.behaviour
    if (status >= 300) return void response.writeHead(status).end()
    if (verifies === 'BEFORE') await verify(form)
    response.writeHead(status).end()
    if (verifies === 'AFTER') owed.push(verify(form))
  }

  async function verify(form: URLSearchParams): Promise<void> {
    const callback = form.get('hub.callback') ?? ''
    const topic = form.get('hub.topic') ?? ''
    const mode = form.get('hub.mode') ?? ''
    const challenge = `challenge-${Math.random()}`
    const { leaseSeconds, topic: asked = topic } = hub.behaviour
    const lease = String(leaseSeconds ?? form.get('hub.lease_seconds'))
    const confirmed = await fetch(
      `${callback}?${new URLSearchParams({
        'hub.mode': mode,
        'hub.topic': asked,
        'hub.challenge': challenge,
        ...(mode === 'subscribe' && { 'hub.lease_seconds': lease }),
      }).toString()}`,
    )
    if (!confirmed.ok || (await confirmed.text()) !== challenge) return
    hub.subscribers = hub.subscribers.filter((known) => known.callback !== callback)
    const secret = form.get('hub.secret') ?? undefined
    if (mode === 'subscribe') hub.subscribers.push({ callback, topic, secret })
  }

  const hub: TestHub = {
    url: `http://${host}/hub`,
    feedUrl: `http://${host}/feed.xml`,
    host,
    asked: [],
    subscribers: [],
    fetched: 0,
    behaviour: { verifies: 'AFTER', status: 202 },
    async settled() {
      const now = owed
      owed = []
      await Promise.all(now)
    },
    publish: (headline) => void headlines.push(headline),
    async distribute(algorithm = 'sha256') {
      const body = feed()
      return Promise.all(
        hub.subscribers.map(async ({ callback, secret }) => {
          const headers: Record<string, string> = { 'content-type': 'application/rss+xml' }
          if (secret) headers['x-hub-signature'] = sign(algorithm, secret, body)
          return (await fetch(callback, { method: 'POST', headers, body })).status
        }),
      )
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return hub
}

/** The header X-Hub-Signature of a body. */
export function sign(algorithm: string, secret: string, body: string | Uint8Array): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`
}
