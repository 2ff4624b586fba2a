import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@courant/prisma/embedded'
import type { TestProject } from 'vitest/node'
import { testDatabase } from './server.ts'
import { ensureTemplate, type Filling } from './template.ts'

/**
 * Vitest's global setup for tests on a real PostgreSQL: the server of TEST_DATABASE_URL, else an
 * embedded one for this run alone. On it stands the migrated database that `createTestDb` copies.
 */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideDatabase(project)
}

/** The same, with something in the database that every test of a package would write anew. */
export function setupFilledWith(filling: Filling): typeof setup {
  return (project) => provideDatabase(project, filling)
}

async function provideDatabase(
  project: TestProject,
  filling?: Filling,
): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL
  const server = own ? { url: own, stop: async () => {} } : await startForThisRun()
  try {
    const template = await ensureTemplate(server.url, filling)
    project.provide(testDatabase, { serverUrl: server.url, template })
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

const prefix = 'courant-test-'

async function startForThisRun(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeLeftOver()
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const server = await startEmbedded({ dataDir, durable: false })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** The servers of runs that were killed; a server outlives its starter. */
async function removeLeftOver(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0
    if (!pid || isAlive(pid)) continue
    const dataDir = join(tmpdir(), name)
    // Another user's, or one that another run is removing at the moment.
    const server = await startEmbedded({ dataDir, durable: false }).catch(() => undefined)
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
