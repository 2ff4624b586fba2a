import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseError } from '../errors.ts'
import { chooseAccount } from './account.ts'
import type { Account, Owner } from './account.ts'
import type { Binaries } from './binaries.ts'
import { commandLine } from './process.ts'
import { initdbLocale } from './settings.ts'

const run = promisify(execFile)
const majorVersion = '18'
export const superuser = 'courant'

/** A folder with PostgreSQL's data, made and ready for a server. */
export interface Cluster {
  folder: string
  data: string
  password: string
  account: Account
}

/**
 * Opens the cluster in a folder, making it if there is none. It is made aside and renamed into place,
 * so that one that is there is whole, and two makers at once end with the one that was first.
 *
 * @throws {DatabaseError} EMBEDDED_FOLDER, EMBEDDED_VERSION, and those of `chooseAccount`
 */
export async function openCluster(
  dataDir: string,
  binaries: Binaries,
  durable: boolean,
): Promise<Cluster> {
  try {
    await mkdir(dataDir, { recursive: true })
    // One name for the folder, however it was reached, for a live server is known by it.
    const folder = await realpath(dataDir)
    const cluster = join(folder, 'cluster')
    const data = join(cluster, 'data')
    const account = await chooseAccount(await ownerOf(data), binaries, folder)
    if (!(await ownerOf(cluster))) await makeCluster(cluster, binaries, account, durable)
    await mendAccess(cluster, data, account)
    await assertVersion(data)
    const password = await readFile(join(cluster, 'password'), 'utf8')
    return { folder, data, password: password.trim(), account }
  } catch (error) {
    throw error instanceof DatabaseError ? error : folderError(resolve(dataDir), error)
  }
}

async function makeCluster(
  cluster: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> {
  await removeUnfinished(cluster)
  const making = await mkdtemp(`${cluster}.new-${process.pid}-`)
  try {
    const passwordFile = join(making, 'password')
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    if (account.owner) {
      for (const path of [making, passwordFile]) {
        await chown(path, account.owner.uid, account.owner.gid)
      }
    }
    const { command, args, options } = account.launch(binaries.initdb, [
      `--pgdata=${join(making, 'data')}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      ...initdbLocale(process.platform),
      ...(durable ? [] : ['--no-sync', '--no-data-checksums']),
    ])
    await run(command, args, options)
    await rename(making, cluster)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}

/** What makers left that were killed. */
async function removeUnfinished(cluster: string): Promise<void> {
  const folder = dirname(cluster)
  for (const name of await readdir(folder)) {
    const maker = /\.new-(\d+)-/.exec(name)?.[1]
    if (!maker || (await commandLine(Number(maker))) !== '') continue
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** PostgreSQL takes only data of its own account that no other can read; a copied folder may differ. */
async function mendAccess(cluster: string, data: string, { owner }: Account): Promise<void> {
  const { uid, mode } = await stat(data)
  if (owner && uid !== owner.uid) {
    await run('chown', ['-R', `${owner.uid}:${owner.gid}`, cluster])
  }
  if ((mode & 0o077) !== 0) await chmod(data, 0o700)
}

async function assertVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (version === majorVersion) return
  throw new DatabaseError(
    'EMBEDDED_VERSION',
    `The data in ${data} are of PostgreSQL ${version}, the embedded server is ${majorVersion}. Dump them with the Courant that wrote them and restore them into an empty folder.`,
  )
}

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function folderError(folder: string, error: unknown): DatabaseError {
  const reason = error instanceof Error ? error.message : String(error)
  return new DatabaseError(
    'EMBEDDED_FOLDER',
    `PostgreSQL cannot keep its data in ${folder}: ${reason}\nIf Courant ran as root before, run it as root again or give the folder to yourself (chown -R); else set DATA_DIR to a folder of yours.`,
    { cause: error },
  )
}
