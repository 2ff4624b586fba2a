import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

import { loadSamples } from '@courant/ingest'
import type { Db } from '@courant/prisma'
import { Command } from 'commander'

import { openDatabase } from '../database.ts'
import { type Env, readEnv } from '../env.ts'
import { reasonOf } from '../reason.ts'
import { mergeInto, showEntity, unmerge } from './entity.ts'
import { ingestAll, type IngestFlags } from './ingest.ts'
import { listSources, pollOnce } from './sources.ts'

const program = new Command('courant').description('Courant from the command line.')

program
  .command('ingest')
  .description('take in articles: plain-text files, and feeds as files or addresses')
  .argument('<file-or-address...>')
  .option('--source <name>', 'save under this source, whatever the document says')
  .option('--subscribe', 'keep reading these feeds from now on')
  .option('--json', 'one JSON object a document')
  .action((names: string[], flags: IngestFlags) =>
    withDatabase((db, env) => ingestAll(db, env, names, flags)),
  )

program
  .command('samples')
  .description('fill an empty database with sample articles')
  .option('--dir <folder>', 'where they are, in the form of the plain-text articles')
  .action((flags: { dir?: string }) =>
    withDatabase(async (db, { workingDir }) => {
      const dir = flags.dir === undefined ? ownSamples() : resolve(workingDir, flags.dir)
      const added = await loadSamples(db, { dir })
      console.log(
        added > 0 ? `added ${added} sample articles` : 'the database has articles: none added',
      )
    }),
  )

program
  .command('poll')
  .description('read the subscribed feeds that are due')
  .requiredOption('--once', 'and end; the worker goes on')
  .action(() => withDatabase(pollOnce))

program
  .command('source')
  .description('the publishers that articles come from')
  .command('list')
  .option('--json', 'as one JSON array')
  .action((flags: { json?: true }) => withDatabase((db) => listSources(db, flags)))

const entity = program
  .command('entity')
  .description('the actors of articles; each is named by its slug or id')

entity
  .command('show')
  .description('what is known of an actor, and what it was merged with')
  .argument('<entity>')
  .option('--json', 'as one JSON object')
  .action((member: string, flags: { json?: true }) =>
    withDatabase((db) => showEntity(db, member, flags)),
  )

entity
  .command('merge')
  .description('let one stand for another: its slug, its articles, and those to come')
  .argument('<from>', 'who vanishes')
  .argument('<into>', 'who stays')
  .requiredOption('--reason <text>', 'for whoever looks at it later')
  .action((from: string, into: string, flags: { reason: string }) =>
    withDatabase((db) => mergeInto(db, from, into, flags)),
  )

entity
  .command('unmerge')
  .description('take a merge back, with the articles that came in meanwhile')
  .argument('<entity>', 'the one that was merged')
  .option('--reason <text>', 'for whoever looks at it later')
  .action((member: string, flags: { reason?: string }) =>
    withDatabase((db) => unmerge(db, member, flags)),
  )

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`)
  process.exitCode = 1
}

/** Runs a command on the database; one that says false has failed in part. */
async function withDatabase(command: (db: Db, env: Env) => Promise<boolean | void>): Promise<void> {
  const env = readEnv()
  const { db, close } = await openDatabase(env)
  try {
    if ((await command(db, env)) === false) process.exitCode = 1
  } finally {
    await close()
  }
}

function ownSamples(): string {
  const home = dirname(createRequire(import.meta.url).resolve('@courant/prisma/package.json'))
  return join(home, 'seed/articles')
}
