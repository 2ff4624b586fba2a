import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as the server saw it. */
export interface Asked {
  path: string
  authorization: string | undefined
  body: { model: string; messages: { role: string; content: string }[] }
}

export interface ModelServer {
  /** For ModelSettings. */
  url: string
  asked: Asked[]
  /** The most requests that were open at once. */
  mostAtOnce(): number
  /** What it does from now on. */
  answer: Answer
  close(): void
}

export type Answer = (response: ServerResponse, asked: Asked) => void | Promise<void>

/** A server that speaks the chat completions of the OpenAI API, with answers that a test decides. */
export async function serveModel(answer: Answer): Promise<ModelServer> {
  let open = 0
  let most = 0
  const http = createServer((request, response) => {
    open++
    most = Math.max(most, open)
    response.on('close', () => open--)
    void text(request).then(async (body) => {
      const asked: Asked = {
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: JSON.parse(body) as Asked['body'],
      }
      server.asked.push(asked)
      await server.answer(response, asked)
    })
  })
  const server: ModelServer = {
    url: '',
    asked: [],
    mostAtOnce: () => most,
    answer,
    close() {
      http.closeAllConnections()
      http.close()
    },
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`
  return server
}

/** Says a text in the form of the protocol. */
export function says(content: string | null, more: object = {}): Answer {
  return (response, { body }) => {
    const completion = {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_700_000_000,
      model: body.model,
      choices: [
        { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, ...more } },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(completion))
  }
}

export function proposes(proposal: object): Answer {
  return says(JSON.stringify(proposal))
}

/** Fails; a client that tries again need not wait. */
export function fails(status: number, message = 'out of order'): Answer {
  return (response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
      .end(JSON.stringify({ error: { message, type: 'server_error', code: null, param: null } }))
  }
}

/** Takes the request and says nothing. */
export const staysSilent: Answer = () => {}
