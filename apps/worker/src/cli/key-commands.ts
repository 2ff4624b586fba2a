import type { Command } from 'commander'

import { parseExpiry, parseScope, scopeList } from './key-options.ts'
import type { KeyFlags } from './keys.ts'
import type { OnDatabase } from './run.ts'

interface Json {
  json?: true
}

/** Loaded by whoever uses it: everything else starts sooner. */
const keys = () => import('./keys.ts')

export function addKeyCommands(program: Command, onDatabase: OnDatabase): void {
  const key = program.command('key').description('API keys: they let a program do more than read')

  key
    .command('create')
    .description('make a key; it is shown this once')
    .requiredOption('--name <name>', 'to tell it by later')
    .requiredOption('--scope <scope>', `what it may do, again for more: ${scopeList}`, parseScope)
    .option('--expires <time>', 'when it ends, from now: 12h, 90d, 4w; else never', parseExpiry)
    .option('--json', 'as one JSON object')
    .action((flags: KeyFlags) => onDatabase(async (run) => (await keys()).makeKey(run, flags)))

  key
    .command('list')
    .description('all keys, by their first characters')
    .option('--json', 'as one JSON array')
    .action((flags: Json) => onDatabase(async (run) => (await keys()).listKeys(run, flags)))

  key
    .command('revoke')
    .description('end a key, now and for good')
    .argument('<key>', 'its first characters as `key list` shows them, or its id')
    .option('--json', 'as one JSON object')
    .action((id: string, flags: Json) =>
      onDatabase(async (run) => (await keys()).endKey(run, id, flags)),
    )
}
