import { Command, CommanderError } from 'commander'

import { reasonOf } from '../reason.ts'
import { addAccountCommands } from './account-commands.ts'
import { addEntityCommands } from './entity-commands.ts'
import type { IngestFlags } from './ingest.ts'
import { addKeyCommands } from './key-commands.ts'
import { addListCommands } from './list-commands.ts'
import { errorAsJson, writeJson } from './report.ts'
import { exitCode, Interrupted, UsageError, withDatabase } from './run.ts'
import { addSourceCommands } from './source-commands.ts'

const program = new Command('courant')
  .description('Courant from the command line.')
  // Commands are added below, and take these over.
  .exitOverride()
  .showSuggestionAfterError()
  .addHelpText(
    'after',
    `
To begin with:
  courant source add https://www.tagesschau.de
  courant pack list

Exit codes: 0 all was done; 1 something could not be done, the rest was; 2 the command or a setting is
wrong; 130 interrupted by Ctrl-C, what was done until then stays. With --json, results are JSON on
standard output, an object a line where there are several; what could not be done has an "error" with a
"code" that stays the same.`,
  )

program
  .command('ingest')
  .description('take in articles: plain-text files, web pages, and feeds, as files or addresses')
  .argument('<file-or-address...>')
  .option('--source <name>', 'save under this source, whatever the document says')
  .option('--subscribe', 'keep reading these feeds from now on')
  .option('--json', 'one JSON object a document')
  .action((names: string[], flags: IngestFlags) =>
    withDatabase(async (run) => (await import('./ingest.ts')).ingestAll(run, names, flags)),
  )

program
  .command('samples')
  .description('fill an empty database with sample articles')
  .option('--dir <folder>', 'where they are, in the form of the plain-text articles')
  .action((flags: { dir?: string }) =>
    withDatabase(async (run) => (await import('./samples.ts')).fillWithSamples(run, flags.dir)),
  )

addSourceCommands(program)
addListCommands(program)
addKeyCommands(program)
addAccountCommands(program)
addEntityCommands(program)

// Whoever reads our output, such as `head`, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCode.done)
})

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = codeFor(error)
  // Commander has written its own.
  if (!(error instanceof CommanderError)) process.stderr.write(`${reasonOf(error)}\n`)
  const known = errorAsJson(error)
  if (known && process.argv.includes('--json')) writeJson({ error: known })
}

function codeFor(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode
  // Asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode && exitCode.misused
  return error instanceof UsageError ? exitCode.misused : exitCode.failed
}
