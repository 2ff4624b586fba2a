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
  folder = await mkdtemp(join(tmpdir(), 'courant-process-'))
  await chmod(folder, 0o755)
})
afterEach(async () => {
  await testDb.close()
  await rm(folder, { recursive: true, force: true })
})

/** Starts the command line as npm does, in the project's folder. */
function start(args: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(bundled, 'courant.js'), ...args], {
    env: { DATABASE_URL: testDb.url, INIT_CWD: folder, ...variables },
  })
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  // One that is closed here is read no further.
  const outputs = Promise.all([text(child.stdout), text(child.stderr)])
  outputs.catch(() => {})
  return {
    child,
    exit,
    async ended() {
      const [stdout, stderr] = await outputs
      return { code: await exit, stdout, stderr }
    },
  }
}

test('a command writes its result and what it notes apart, and ends with its code', async () => {
  await writeFile(join(folder, 'ferry.txt'), 'Ferry runs again\nIt sailed on Monday.\nFour came.')
  expect(await start(['ingest', 'ferry.txt', 'missing.txt']).ended()).toEqual({
    code: 1,
    stdout: 'ferry.txt: added 1 article: Ferry runs again\n',
    stderr: 'missing.txt: there is no such file\n',
  })
})

test('settings are those of the process', async () => {
  const { code, stderr } = await start(['source', 'list'], { LOG_LEVEL: 'loud' }).ended()
  expect(code).toBe(2)
  expect(stderr).toContain('LOG_LEVEL')
})

test('a reader who has read enough is no error', async () => {
  const { child, exit } = start(['pack', 'list', '--json'])
  child.stdout.destroy()
  expect(await exit).toBe(0)
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
  const { child, ended } = start(args, { ALLOW_PRIVATE_HOSTS: host })
  await once(silent, 'request')
  child.kill(signal)
  expect(await ended()).toEqual({
    code,
    stdout: 'ferry.txt: added 1 article: Ferry runs again\n',
    stderr: 'interrupted; what was done until then stays\n',
  })
  expect(await testDb.db.article.count()).toBe(1)
  silent.closeAllConnections()
  silent.close()
})
