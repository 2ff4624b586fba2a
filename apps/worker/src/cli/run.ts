import type { Db } from '@courant/prisma'

import { type Env, readEnv } from '../env.ts'

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

/** What a command works with. */
export interface Run {
  db: Db
  env: Env
  /** Aborted by Ctrl-C: what is done by then stays. */
  signal: AbortSignal
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

/** Runs a command on the database; one that says false has failed in part. */
export async function withDatabase(command: (run: Run) => Promise<boolean | void>): Promise<void> {
  const env = settings()
  const stopping = new AbortController()
  const { signal } = stopping
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stopping.abort(new Interrupted(name)))
  }
  const { openDatabase } = await import('../database.ts')
  const { db, close } = await openDatabase(env)
  try {
    signal.throwIfAborted()
    if ((await command({ db, env, signal })) === false) process.exitCode = exitCode.failed
    signal.throwIfAborted()
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    await close()
  }
}

function settings(): Env {
  try {
    return readEnv()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
