import { execFile } from 'node:child_process'
import { chown } from 'node:fs/promises'
import { promisify } from 'node:util'
import { DatabaseError } from '../errors.ts'
import type { Binaries } from './binaries.ts'

const run = promisify(execFile)

export interface Owner {
  uid: number
  gid: number
}

/** Whom PostgreSQL runs as. */
export interface Account {
  /** Whom its files must belong to; undefined where that is whoever starts it. */
  owner: Owner | undefined
  /** Puts a program's start into the terms of `child_process`. */
  launch(program: string, args: readonly string[]): Launch
}

export interface Launch {
  command: string
  args: string[]
  options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number }
}

/** The server shall find nothing of ours in its environment, least of all PG* settings. */
const surroundings = { cwd: '/', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } }

/**
 * Chooses the account: whoever starts us, but for root, as which PostgreSQL refuses to run. Then it
 * is the owner of the data, else the account "postgres", which is created if it is absent.
 *
 * That account cannot enter a folder that only root may, such as a clone under /root or one made by
 * `mktemp -d`. There the server is given one capability that lets it pass: the right to read any file,
 * or, where that does not do (Docker withholds it; binaries that only root may execute), to access
 * any. It buys a clone that works where it is; the alternative, copies of the binaries and data kept
 * elsewhere, would outlive the clone. Such a server is still reached only with the password that root
 * alone can read.
 *
 * @param dataOwner the owner of data that exist already
 * @param folder is given to the account
 * @throws {DatabaseError} EMBEDDED_ACCOUNT, EMBEDDED_BINARIES or EMBEDDED_FOLDER
 */
export async function chooseAccount(
  dataOwner: Owner | undefined,
  binaries: Binaries,
  folder: string,
): Promise<Account> {
  if (process.getuid?.() !== 0) {
    const obstacle = await findObstacle(ownAccount, binaries, folder)
    if (obstacle) throw binariesError(binaries, obstacle)
    return ownAccount
  }
  const owner = dataOwner && dataOwner.uid !== 0 ? dataOwner : await postgresAccount()
  await chown(folder, owner.uid, owner.gid)
  const obstacles: string[] = []
  for (const account of [
    changedAccount(owner),
    capableAccount(owner, 'dac_read_search'),
    capableAccount(owner, 'dac_override'),
  ]) {
    const obstacle = await findObstacle(account, binaries, folder)
    if (!obstacle) return account
    obstacles.push(obstacle)
  }
  throw new DatabaseError(
    'EMBEDDED_FOLDER',
    `PostgreSQL does not run as root, and the account with id ${owner.uid} cannot use ${folder} or ${binaries.postgres}. Put Courant where every account may enter, start it as an ordinary user, or set DATABASE_URL. Tried:\n${obstacles.join('\n')}`,
  )
}

const ownAccount: Account = {
  owner: undefined,
  launch: (program, args) => ({ command: program, args: [...args], options: surroundings }),
}

function changedAccount(owner: Owner): Account {
  return {
    owner,
    launch: (program, args) => ({
      command: program,
      args: [...args],
      options: { ...surroundings, ...owner },
    }),
  }
}

function capableAccount(owner: Owner, capability: string): Account {
  const setpriv = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    // Otherwise access(2), by which PostgreSQL looks at its own executable, ignores capabilities.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
  ]
  return {
    owner,
    launch: (program, args) => ({
      command: 'setpriv',
      args: [...setpriv, program, ...args],
      options: surroundings,
    }),
  }
}

/**
 * Tried, not computed: modes, access lists, mount options and containers all have a say.
 *
 * @returns what stands in the way of the account's using folder and binaries, if anything does
 */
async function findObstacle(
  account: Account,
  { share, postgres }: Binaries,
  folder: string,
): Promise<string | undefined> {
  const script = 'cd "$1" && cd "$2" && "$3" --version'
  const probe = account.launch('/bin/sh', ['-c', script, 'sh', folder, share, postgres])
  return run(probe.command, probe.args, probe.options).then(
    () => undefined,
    (error: Error & { stderr?: string }) => (error.stderr || error.message).trim(),
  )
}

function binariesError({ postgres }: Binaries, obstacle: string): DatabaseError {
  return new DatabaseError(
    'EMBEDDED_BINARIES',
    `The embedded PostgreSQL does not run: ${obstacle}\nIts binaries are beside ${postgres}. Install again with this package's install script allowed, or set DATABASE_URL to a PostgreSQL server of your own.`,
  )
}

async function postgresAccount(): Promise<Owner> {
  const existing = await lookUp('postgres')
  if (existing) return existing
  const reason = await createAccount().catch((error: Error) => error.message)
  const created = await lookUp('postgres')
  if (created) return created
  throw new DatabaseError(
    'EMBEDDED_ACCOUNT',
    `PostgreSQL does not run as root, and the account "postgres" could not be created: ${reason}. Create it, start Courant as an ordinary user, or set DATABASE_URL.`,
  )
}

async function createAccount(): Promise<undefined> {
  const noLogin = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  await run('useradd', ['--system', '--user-group', ...noLogin, 'postgres'], surroundings)
}

async function lookUp(name: string): Promise<Owner | undefined> {
  const id = async (flag: string) => Number((await run('id', [flag, name], surroundings)).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    return undefined
  }
}
