import type { Command } from 'commander'

import type { AddFlags } from './add-sources.ts'
import type { PollFlags } from './polls.ts'
import type { OnDatabase } from './run.ts'
import type { RemoveFlags, UpdateFlags } from './sources.ts'

interface Json {
  json?: true
}

/** Loaded by whoever uses it: everything else starts sooner. */
const sources = () => import('./sources.ts')

export function addSourceCommands(program: Command, onDatabase: OnDatabase): void {
  const source = program
    .command('source')
    .description('the publishers that articles come from; each is named by its slug or id')

  source
    .command('add')
    .description('subscribe to feeds, or to sites that link to their feed, and read them at once')
    .argument('<address...>', 'of a feed or a site')
    .option('--name <name>', 'what to call it; else as the feed calls itself')
    .option('--folder <folder>', 'its folder in subscription lists, such as News/Local')
    .option('--full-text', 'take the text of articles from their pages')
    .option('--json', 'one JSON object an address')
    .action((addresses: string[], flags: AddFlags) =>
      onDatabase(async (run) =>
        (await import('./add-sources.ts')).addSources(run, addresses, flags),
      ),
    )

  source
    .command('list')
    .description('all of them: how each is doing and when it is read again')
    .option('--json', 'as one JSON array')
    .action((flags: Json) => onDatabase(async (run) => (await sources()).listSources(run, flags)))

  source
    .command('update')
    .description('change what is given of one')
    .argument('<source>')
    .option('--name <name>', 'what readers know it as')
    .option('--folder <folder>', "its folder in subscription lists; '' takes it out of its folder")
    .option('--full-text', 'take the text of articles from their pages')
    .option('--no-full-text', 'take it from the feed')
    .option('--json', 'as one JSON object')
    .action((id: string, flags: UpdateFlags) =>
      onDatabase(async (run) => (await sources()).changeSource(run, id, flags)),
    )

  source
    .command('pause')
    .description('read these no more; their articles stay')
    .argument('<source...>')
    .option('--json', 'one JSON object a source')
    .action((ids: string[], flags: Json) =>
      onDatabase(async (run) => (await sources()).setPolled(run, ids, false, flags)),
    )

  source
    .command('resume')
    .description('read these again, also those that were gone')
    .argument('<source...>')
    .option('--json', 'one JSON object a source')
    .action((ids: string[], flags: Json) =>
      onDatabase(async (run) => (await sources()).setPolled(run, ids, true, flags)),
    )

  source
    .command('remove')
    .description('remove one and all its articles; asks first')
    .argument('<source>')
    .option('--yes', 'do not ask')
    .option('--json', 'as one JSON object')
    .action((id: string, flags: RemoveFlags) =>
      onDatabase(async (run) => (await sources()).takeSourceAway(run, id, flags)),
    )

  program
    .command('poll')
    .description('read the subscribed feeds that are due, or those that are named')
    .argument('[source...]', 'read these, due or not; paused ones stay paused')
    .requiredOption('--once', 'and end; the worker goes on')
    .option('--all', 'read all that are subscribed to, due or not')
    .option('--json', 'one JSON object a source')
    .action((ids: string[], flags: PollFlags) =>
      onDatabase(async (run) => (await import('./polls.ts')).pollOnce(run, ids, flags)),
    )
}
