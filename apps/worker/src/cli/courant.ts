import { Command, CommanderError } from 'commander'

import { reasonOf } from '../reason.ts'
import { addAccountCommands } from './account-commands.ts'
import { addEntityCommands } from './entity-commands.ts'
import type { IngestFlags } from './ingest.ts'
import { addKeyCommands } from './key-commands.ts'
import { addListCommands } from './list-commands.ts'
import { errorAsJson } from './report.ts'
import {
  type Bare,
  exitCode,
  Interrupted,
  type OnDatabase,
  UsageError,
  withDatabase,
} from './run.ts'
import { addSourceCommands } from './source-commands.ts'
import { type Streams, type Terminal, terminalOf } from './terminal.ts'

/** Where the command line is used. */
export interface Surroundings {
  streams: Streams
  /** Its settings; else those of the process. */
  variables?: Record<string, string | undefined>
  /** Aborted, with an `Interrupted`, by Ctrl-C. */
  signal: AbortSignal
}

/**
 * Does what a command line says.
 * @param args without the program's own name
 * @returns the exit code
 */
export async function courant(
  args: readonly string[],
  { streams, variables, signal }: Surroundings,
): Promise<number> {
  const terminal = terminalOf(streams)
  const bare = { terminal, signal }
  let code: number = exitCode.done
  const onDatabase: OnDatabase = async (command) => {
    if ((await withDatabase(bare, variables, command)) === false) code = exitCode.failed
  }
  try {
    await programOf(bare, onDatabase).parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    tell(error, terminal, args.includes('--json'))
    return codeFor(error)
  }
}

function programOf(bare: Bare, onDatabase: OnDatabase): Command {
  const { stdout, stderr } = bare.terminal
  const program = new Command('courant')
    .description('Courant from the command line.')
    // Commands are added below, and take these over.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    })
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
      onDatabase(async (run) => (await import('./ingest.ts')).ingestAll(run, names, flags)),
    )

  program
    .command('samples')
    .description('fill an empty database with sample articles')
    .option('--dir <folder>', 'where they are, in the form of the plain-text articles')
    .action((flags: { dir?: string }) =>
      onDatabase(async (run) => (await import('./samples.ts')).fillWithSamples(run, flags.dir)),
    )

  addSourceCommands(program, onDatabase)
  addListCommands(program, bare, onDatabase)
  addKeyCommands(program, onDatabase)
  addAccountCommands(program, onDatabase)
  addEntityCommands(program, onDatabase)
  return program
}

function tell(error: unknown, terminal: Terminal, json: boolean): void {
  // Commander has written its own.
  if (!(error instanceof CommanderError)) terminal.note(reasonOf(error))
  const known = errorAsJson(error)
  if (known && json) terminal.sayJson({ error: known })
}

function codeFor(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode
  // Asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode && exitCode.misused
  return error instanceof UsageError ? exitCode.misused : exitCode.failed
}
