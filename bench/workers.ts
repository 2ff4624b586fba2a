import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createDb } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import { killWorkers, type KillReport } from '../apps/worker/src/jobs/killing.fixture.ts'

const workerFile = join(import.meta.dirname, '../apps/worker/dist/index.js')

/**
 * What comes of 500 sources on 125 hosts that five workers poll, while 60 of them are killed, one a
 * second, and replaced: nothing may be missing or come twice.
 */
export async function measureWorkers(): Promise<{ 'sixty kills': KillReport }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  const db = createDb(postgres.url)
  try {
    const report = await killWorkers({
      db,
      databaseUrl: postgres.url,
      workerFile,
      workers: 5,
      sources: 500,
      hosts: 125,
      kills: 60,
      patience: 5 * 60_000,
    })
    return { 'sixty kills': report }
  } finally {
    await db.$disconnect()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
