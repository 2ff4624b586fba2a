import { chmod, chown, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmbedded } from '../embedded.ts'
import { findBinaries } from './binaries.ts'
import { openCluster } from './cluster.ts'
import { spawnHolder } from './test-holder.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
/** An account that every system has, and that owns nothing. */
const nobody = { uid: 65534, gid: 65534 }

/** The tests, and node itself, may lie where only root may enter. */
const nobodyMayEnter = await run(
  '/bin/sh',
  ['-c', 'cd "$1" && "$2" --version', 'sh', import.meta.dirname, process.execPath],
  { cwd: '/', ...(isRoot ? nobody : {}) },
).then(
  () => true,
  () => false,
)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-embedded-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.runIf(isRoot)('as root', () => {
  it('runs as an account that is not root, in a folder that every account may enter', async () => {
    await chmod(folder, 0o755)
    const dataDir = join(folder, 'postgres')
    const server = await startEmbedded({ dataDir, durable: false })
    expect((await stat(join(dataDir, 'cluster/data'))).uid).not.toBe(0)
    await server.stop()
  })

  it('runs in a folder that only root may enter', async () => {
    await chmod(folder, 0o700)
    const dataDir = join(folder, 'postgres')
    const server = await startEmbedded({ dataDir, durable: false })
    expect((await stat(join(dataDir, 'cluster/data'))).uid).not.toBe(0)
    await server.stop()
  })

  it('runs from binaries that only root may enter and execute', async () => {
    const { initdb } = await findBinaries()
    const native = join(folder, 'native')
    await cp(dirname(dirname(initdb)), native, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'go=', native])
    const binaries = {
      initdb: join(native, 'bin/initdb'),
      postgres: join(native, 'bin/postgres'),
      share: join(native, 'share/postgresql'),
    }
    const cluster = await openCluster(join(folder, 'postgres'), binaries, false)
    const { command, args, options } = cluster.account.launch(binaries.postgres, ['--version'])
    expect((await run(command, args, options)).stdout).toContain('(PostgreSQL) 18')
  })

  it('takes back data that were copied as root', async () => {
    const dataDir = join(folder, 'postgres')
    await (await startEmbedded({ dataDir, durable: false })).stop()
    await run('chown', ['-R', '0:0', dataDir])
    const server = await startEmbedded({ dataDir, durable: false })
    expect((await stat(join(dataDir, 'cluster/data'))).uid).not.toBe(0)
    await server.stop()
  })
})

describe.runIf(isRoot && nobodyMayEnter)('as an ordinary user', () => {
  let own: string
  beforeEach(async () => {
    await chmod(folder, 0o755)
    own = join(folder, 'own')
    await mkdir(own)
    await chown(own, nobody.uid, nobody.gid)
  })

  it('runs as that user, and leaves it the data when root has used them between', async () => {
    const dataDir = join(own, 'postgres')
    const first = spawnHolder(dataDir, nobody)
    const url = await first.line()
    expect(url).toContain('@127.0.0.1:')
    first.process.kill('SIGINT')
    await first.exited

    const server = await startEmbedded({ dataDir, durable: false })
    expect(server.url).toBe(url)
    await server.stop()
    expect((await stat(join(dataDir, 'cluster/data'))).uid).toBe(nobody.uid)

    const second = spawnHolder(dataDir, nobody)
    expect(await second.line()).toBe(url)
    second.process.kill('SIGINT')
    await second.exited
  })

  it("says so when the data are another account's", async () => {
    const dataDir = join(folder, 'postgres')
    await (await startEmbedded({ dataDir, durable: false })).stop()
    const holder = spawnHolder(dataDir, nobody)
    expect(await holder.line()).toBe('EMBEDDED_FOLDER')
    await holder.exited
  })
})
