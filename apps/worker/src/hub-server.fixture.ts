import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface HubServer {
  url: string
  /** For ALLOW_PRIVATE_HOSTS. */
  host: string
  /** The forms that were posted, in their order. */
  asked: URLSearchParams[]
  close(): void
}

/** A WebSub hub that accepts whatever it is asked for. */
export async function serveHub(): Promise<HubServer> {
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(new URLSearchParams(body))
      response.writeHead(202).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/`,
    host,
    asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
