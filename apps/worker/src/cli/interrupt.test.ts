import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { bundled } from '../bundled.fixture.ts'

let testDb: TestDb
let folder: string
beforeEach(async () => {
  testDb = await createTestDb()
  folder = await mkdtemp(join(tmpdir(), 'courant-interrupt-'))
  await chmod(folder, 0o755)
})
afterEach(async () => {
  await testDb.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a command with %i, and what was done stays', async (signal, code) => {
  await writeFile(join(folder, 'ferry.txt'), 'Ferry runs again\nIt sailed on Monday.\nFour came.')
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const args = ['ingest', 'ferry.txt', `http://${host}/`, 'never.txt']
  const child = spawn(process.execPath, [join(bundled, 'courant.js'), ...args], {
    env: { DATABASE_URL: testDb.url, INIT_CWD: folder, ALLOW_PRIVATE_HOSTS: host },
  })
  const outputs = Promise.all([text(child.stdout), text(child.stderr)])
  const exit = once(child, 'exit')
  await once(silent, 'request')
  child.kill(signal)
  expect((await exit)[0]).toBe(code)
  expect(await outputs).toEqual([
    'ferry.txt: added 1 article: Ferry runs again\n',
    'interrupted; what was done until then stays\n',
  ])
  expect(await testDb.db.article.count()).toBe(1)
  silent.closeAllConnections()
  silent.close()
})
