import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import { listen } from './serve.ts'

/** A PUT says what is asked of whom; what is answered to it is sent for everything else. */
const sameAs = process.env.SAME_AS!
const headers = { 'content-type': 'application/json' }
let answer = Buffer.alloc(0)

async function keep(body: string): Promise<void> {
  const response = await fetch(sameAs, { method: 'POST', headers, body })
  answer = Buffer.from(await response.arrayBuffer())
}

await listen(
  createServer((request, response) => {
    if (request.method === 'PUT') {
      text(request)
        .then(keep)
        .then(() => response.end())
        .catch((error: unknown) => response.writeHead(500).end(String(error)))
      return
    }
    request.resume()
    response.writeHead(200, { ...headers, 'content-length': answer.length })
    response.end(answer)
  }),
)
