import type { Command } from 'commander'

import type { PackFlags } from './lists.ts'
import type { Bare, OnDatabase } from './run.ts'

interface Json {
  json?: true
}

/** Loaded by whoever uses it: everything else starts sooner. */
const lists = () => import('./lists.ts')

export function addListCommands(program: Command, bare: Bare, onDatabase: OnDatabase): void {
  const opml = program
    .command('opml')
    .description('subscription lists, as other feed readers read and write them')

  opml
    .command('import')
    .description('subscribe to the feeds of a list; the worker reads them over the next minutes')
    .argument('<file-or-address>')
    .option('--json', 'as one JSON object')
    .action((name: string, flags: Json) =>
      onDatabase(async (run) => (await lists()).importList(run, name, flags)),
    )

  opml
    .command('export')
    .description('write all subscriptions as a list')
    .argument('[file]', 'else to standard output')
    .action((file?: string) => onDatabase(async (run) => (await lists()).exportList(run, file)))

  const pack = program
    .command('pack')
    .description('starter packs: public news feeds by region, subject and language')

  pack
    .command('list')
    .description('those there are')
    .option('--json', 'as one JSON array, with their feeds')
    .action(async (flags: Json) => (await lists()).listPacks(bare, flags))

  pack
    .command('add')
    .description('subscribe to the feeds of one; shows them and asks first')
    .argument('<slug>')
    .option('--feed <address...>', 'only these of its feeds')
    .option('--yes', 'do not ask')
    .option('--json', 'as one JSON object')
    .action((slug: string, flags: PackFlags) =>
      onDatabase(async (run) => (await lists()).addPack(run, slug, flags)),
    )
}
