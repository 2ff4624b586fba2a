import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestServer {
  url: string
  close(): void
}

/** A publisher's server; the API under test may fetch from it. */
export async function serve(answer: RequestListener): Promise<TestServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A feed of articles by these headlines, the first one the newest. */
export function feedOf(title: string, ...headlines: string[]): string {
  const items = headlines.map((headline, age) => {
    const date = new Date(Date.UTC(2026, 0, 20 - age)).toUTCString()
    return `<item><guid>${headline}</guid><title>${headline}</title><description>Text of ${headline}.</description><pubDate>${date}</pubDate></item>`
  })
  return `<rss version="2.0"><channel><title>${title}</title>${items.join('')}</channel></rss>`
}
