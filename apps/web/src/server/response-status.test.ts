import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'

import { setResponseStatus, withResponse } from './response-status.ts'

async function statusesOf(listener: RequestListener, count: number): Promise<number[]> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => fetch(`http://127.0.0.1:${port}/${index}`)),
  )
  server.close()
  return answers.map(({ status }) => status)
}

it('each of several pages rendered at once has its own status', async () => {
  const statuses = await statusesOf((request, response) => {
    void withResponse(response, async () => {
      await turn()
      if (request.url === '/1') setResponseStatus(503)
      await turn()
      response.end()
    })
  }, 3)
  expect(statuses).toEqual([200, 503, 200])
})

it('a status that comes too late is left out', async () => {
  const statuses = await statusesOf((_request, response) => {
    withResponse(response, () => {
      response.write('The head has gone.')
      setResponseStatus(503)
      response.end()
    })
  }, 1)
  expect(statuses).toEqual([200])
})

it('outside of our server it does nothing', () => {
  expect(() => setResponseStatus(503)).not.toThrow()
})
