import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'

export interface Publisher {
  /** Of its site, without a slash at the end. */
  url: string
  /** The site's feed; the site links to it. */
  feedUrl: string
  stop(): Promise<void>
}

/** A newspaper on this machine: a site that links to its feed, the feed, and an address that is broken. */
export async function startPublisher(name: string): Promise<Publisher> {
  const server = createServer((request, response) => {
    const pages: Record<string, (response: ServerResponse) => void> = {
      '/': site,
      '/feed.xml': feed,
      '/article': site,
    }
    const page = pages[request.url ?? '']
    if (page) page(response)
    else response.writeHead(500).end('The press is broken.')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port.')
  const url = `http://127.0.0.1:${address.port}`

  function site(response: ServerResponse): void {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><head><title>${name}</title>
      <link rel="alternate" type="application/rss+xml" title="${name}" href="/feed.xml">
      </head><body><h1>${name}</h1><p>All the news of the quay.</p></body></html>`)
  }

  function feed(response: ServerResponse): void {
    response.setHeader('Content-Type', 'application/rss+xml; charset=utf-8')
    response.end(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
      <title>${name}</title><link>${url}/</link><description>All the news of the quay</description>
      <item><title>Cranes of Wiesbaden are painted blue</title><link>${url}/article</link>
        <guid>${url}/article</guid><pubDate>${new Date(Date.now() - 3_600_000).toUTCString()}</pubDate>
        <description>The harbour of Wiesbaden painted its cranes on Monday, and Germany looked on.</description>
      </item></channel></rss>`)
  }

  return {
    url,
    feedUrl: `${url}/feed.xml`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
