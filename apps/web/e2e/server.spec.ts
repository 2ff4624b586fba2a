import { once } from 'node:events'
import { createServer } from 'node:http'

import { freePort, startProgram } from './programs.ts'
import { expect, test } from './test.ts'

for (const how of ['stop', 'abandon'] as const) {
  test(`the server ends on ${how}, although a reader follows the feed`, async () => {
    const api = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: {}\n\n')
    }).listen(await freePort())
    await once(api, 'listening')
    const { port } = api.address() as { port: number }
    const webPort = String(await freePort())
    const apiUrl = `http://127.0.0.1:${port}`
    const web = await startProgram('web/dist/server.js', { WEB_PORT: webPort, API_URL: apiUrl })

    const headers = { Accept: 'text/event-stream' }
    const reader = await fetch(`http://localhost:${webPort}/graphql`, { headers })
    expect(reader.status).toBe(200)
    const read = reader.text()

    expect(await web[how]()).toBe(0)
    expect(await read).toBe('data: {}\n\n')
    api.close()
  })
}

test('a port that is taken is named', async () => {
  const taken = createServer().listen(await freePort())
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const settings = { WEB_PORT: String(port), API_URL: 'http://127.0.0.1:1' }
  await expect(startProgram('web/dist/server.js', settings)).rejects.toThrow(
    `Port ${port} is taken. Set WEB_PORT to another one.`,
  )
  taken.close()
})
