import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

import { loadSamples } from '@courant/ingest'

import type { Run } from './run.ts'

/** Fills an empty database with the project's own sample articles, or with those of a folder. */
export async function fillWithSamples(
  { db, env, terminal }: Run,
  folder: string | undefined,
): Promise<void> {
  const dir = folder === undefined ? ownSamples() : resolve(env.workingDir, folder)
  const added = await loadSamples(db, { dir })
  terminal.say(
    added > 0 ? `added ${added} sample articles` : 'the database has articles: none added',
  )
}

function ownSamples(): string {
  const home = dirname(createRequire(import.meta.url).resolve('@courant/prisma/package.json'))
  return join(home, 'seed/articles')
}
