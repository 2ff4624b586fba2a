import { freePort, startProgram } from './programs.ts'
import type { Program } from './programs.ts'
import { expect, test } from './test.ts'

let alone: Program
let url: string

test.beforeAll(async () => {
  const webPort = String(await freePort())
  const nowhere = `http://127.0.0.1:${await freePort()}`
  alone = await startProgram('web/dist/server.js', { WEB_PORT: webPort, API_URL: nowhere })
  url = `http://localhost:${webPort}`
})

test.afterAll(async () => {
  await alone.stop()
})

for (const path of [
  '/',
  '/?actor=nato',
  '/articles/0190a0a0-0000-7000-8000-000000000000',
  '/sources',
  '/sources/the-lantern',
  '/sources/packs',
]) {
  test(`${path} says that the API does not answer`, async ({ request }) => {
    const answer = await request.get(url + path)
    expect(answer.status()).toBe(503)
    expect(await answer.text()).toContain('The news cannot be reached at the moment')
  })
}

test('the server itself is well', async ({ request }) => {
  const answer = await request.get(`${url}/health`)
  expect(answer.status()).toBe(200)
})
