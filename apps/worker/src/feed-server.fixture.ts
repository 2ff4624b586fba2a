import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FeedServer {
  url: string
  /** For ALLOW_PRIVATE_HOSTS. */
  host: string
  close(): void
}

/** A publisher's server with a feed of articles by these headlines. */
export async function serveFeed(...headlines: string[]): Promise<FeedServer> {
  const items = headlines.map(
    (headline) =>
      `<item><guid>${headline}</guid><title>${headline}</title><description>Text.</description></item>`,
  )
  const feed = `<rss version="2.0"><channel><title>The Gazette</title>${items.join('')}</channel></rss>`
  const server = createServer((_request, response) => response.end(feed))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/feed.xml`,
    host,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
