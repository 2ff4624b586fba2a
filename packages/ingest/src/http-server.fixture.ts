import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface TestServer {
  /** With a slash at the end. */
  url: string
  /** What an allow-list names. */
  host: string
  requests: { request: IncomingMessage; form: Record<string, string> }[]
  close(): void
}

/** A real server on a free port, which reads each request to its end before it answers. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const requests: TestServer['requests'] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ request, form: Object.fromEntries(new URLSearchParams(body)) })
      listener(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/`,
    host,
    requests,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
