import type { Command } from 'commander'

import type { OnDatabase } from './run.ts'

/** Loaded by whoever uses it: everything else starts sooner. */
const entities = () => import('./entity.ts')

export function addEntityCommands(program: Command, onDatabase: OnDatabase): void {
  const entity = program
    .command('entity')
    .description('the actors of articles; each is named by its slug or id')

  entity
    .command('show')
    .description('what is known of an actor, and what it was merged with')
    .argument('<entity>')
    .option('--json', 'as one JSON object')
    .action((member: string, flags: { json?: true }) =>
      onDatabase(async (run) => (await entities()).showEntity(run, member, flags)),
    )

  entity
    .command('merge')
    .description('let one stand for another: its slug, its articles, and those to come')
    .argument('<from>', 'who vanishes')
    .argument('<into>', 'who stays')
    .requiredOption('--reason <text>', 'for whoever looks at it later')
    .action((from: string, into: string, flags: { reason: string }) =>
      onDatabase(async (run) => (await entities()).mergeInto(run, from, into, flags)),
    )

  entity
    .command('unmerge')
    .description('take a merge back, with the articles that came in meanwhile')
    .argument('<entity>', 'the one that was merged')
    .option('--reason <text>', 'for whoever looks at it later')
    .action((member: string, flags: { reason?: string }) =>
      onDatabase(async (run) => (await entities()).unmerge(run, member, flags)),
    )
}
