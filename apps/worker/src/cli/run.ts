import type { Db } from '@courant/prisma'

import { type Env, readEnv } from '../env.ts'
import type { Terminal } from './terminal.ts'

/** How a command ends, for scripts. */
export const exitCode = {
  done: 0,
  /** Something could not be done; what else was asked for was. */
  failed: 1,
  /** The command was not understood, or a setting is wrong: nothing was done. */
  misused: 2,
} as const

/** A command that cannot be understood as it was given. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Why a command was ended from outside. */
export class Interrupted extends Error {
  override name = 'Interrupted'
  readonly exitCode: number

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('interrupted; what was done until then stays')
    // What a shell makes of a command that a signal ended.
    this.exitCode = signal === 'SIGINT' ? 130 : 143
  }
}

/** What a command that needs no database works with. */
export interface Bare {
  terminal: Terminal
  /** Aborted by Ctrl-C: what is done by then stays. */
  signal: AbortSignal
}

/** What a command works with. */
export interface Run extends Bare {
  db: Db
  env: Env
}

/** Runs a command on the database; one that says false has failed in part. */
export type OnDatabase = (command: (run: Run) => Promise<boolean | void>) => Promise<void>

/**
 * Runs a command on the database of the settings.
 * @param variables the settings; else those of the process
 * @returns what the command says
 * @throws {UsageError} a setting is wrong
 */
export async function withDatabase(
  bare: Bare,
  variables: Record<string, string | undefined> | undefined,
  command: (run: Run) => Promise<boolean | void>,
): Promise<boolean | void> {
  const { signal } = bare
  const env = settings(variables)
  const { openDatabase } = await import('../database.ts')
  const { db, close } = await openDatabase(env)
  try {
    signal.throwIfAborted()
    const done = await command({ ...bare, db, env })
    signal.throwIfAborted()
    return done
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    await close()
  }
}

function settings(variables: Record<string, string | undefined> | undefined): Env {
  try {
    return readEnv(variables)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
