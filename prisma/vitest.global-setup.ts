import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from './src/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string
  }
}

/** One server for the tests that only need one; @courant/testing stands on this package. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  // oxlint-disable-next-line node/no-process-env -- this is configuration of the tests
  const own = process.env.TEST_DATABASE_URL
  if (own) {
    project.provide('serverUrl', own)
    return
  }
  const dataDir = await mkdtemp(join(tmpdir(), `courant-test-${process.pid}-`))
  const server = await startEmbedded({ dataDir, durable: false })
  project.provide('serverUrl', server.url)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}
