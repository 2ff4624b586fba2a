import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bundle } from '../bundle.ts'
import { createTestNews, post, type TestNews } from './api.fixture.ts'

// Below this package, for the bundle finds its dependencies from where it is.
const bundled = fileURLToPath(new URL('../node_modules/.cache/bundle-test', import.meta.url))

let news: TestNews
beforeAll(async () => {
  ;[news] = await Promise.all([createTestNews(), bundle(bundled)])
})
afterAll(() => news.close())

interface Run {
  child: ChildProcess
  /** What it printed so far. */
  printed: () => string
}

function run(env: Record<string, string>): Run {
  const child = fork(`${bundled}/index.js`, {
    execArgv: [],
    env: { PATH: process.env['PATH'], ...env },
    silent: true,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => (printed += String(chunk)))
  }
  return { child, printed: () => printed }
}

async function runUntilReady(): Promise<Run & { url: string }> {
  const running = run({ DATABASE_URL: news.databaseUrl, API_PORT: '0' })
  const [message] = await once(running.child, 'message')
  const address = expect.stringContaining('/welcome?invitation=') as string
  expect(message).toEqual({ ready: true, tell: [address] })
  const { url } = JSON.parse(running.printed().split('\n')[0] ?? '') as { url: string }
  return { ...running, url }
}

describe('the bundled API', () => {
  it.each<[string, (child: ChildProcess) => void]>([
    ['SIGTERM', (child) => child.kill('SIGTERM')],
    ['SIGINT', (child) => child.kill('SIGINT')],
    ['the end of the one that started it', (child) => child.disconnect()],
  ])(
    'says when it is ready, and ends on %s',
    async (_, end) => {
      const { child, url, printed } = await runUntilReady()
      const response = await post(url, { query: '{ sources { slug } }' })
      expect(await response.json()).toMatchObject({ data: { sources: [{ slug: 'gazette' }] } })
      end(child)
      expect([await once(child, 'exit'), printed().trim().split('\n')]).toEqual([
        [0, null],
        [
          expect.stringContaining('"message":"The API listens"'),
          expect.stringMatching(
            /"message":"There is no account yet\..*"link":"http:\/\/localhost:3000\/welcome\?invitation=ci_/,
          ),
        ],
      ])
    },
    20_000,
  )

  it('says that its port is taken', async () => {
    const taken = createServer().listen(0)
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { child, printed } = run({ DATABASE_URL: news.databaseUrl, API_PORT: `${port}` })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(printed()).toBe(`Port ${port} is taken. Set API_PORT to a free one.\n`)
    taken.close()
  })

  it('says that the database does not answer, without its password', async () => {
    const { child, printed } = run({ DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/news' })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(printed()).toBe('The database at 127.0.0.1:1 does not answer (DATABASE_URL).\n')
  })
})
