import { spawnSync } from 'node:child_process'
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { query } from '../test-database.ts'
import { startEmbedded } from './embedded.ts'
import type { EmbeddedOptions, EmbeddedServer } from './embedded.ts'
import { spawnHolder } from './embedded/test-holder.ts'

let folder: string
let dataDir: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-embedded-'))
  dataDir = join(folder, 'postgres')
})
const started: EmbeddedServer[] = []
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  await rm(folder, { recursive: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, durable: false, ...options })
  started.push(server)
  return server
}

function ask<Row extends pg.QueryResultRow>({ url }: { url: string }, sql: string): Promise<Row[]> {
  return query(url.replace(/courant$/, 'postgres'), sql)
}

async function answers(server: { url: string }): Promise<boolean> {
  return ask(server, 'SELECT 1').then(
    () => true,
    () => false,
  )
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'cluster/data/postmaster.pid'), 'utf8'), 10)
}

describe('an embedded server', () => {
  it('listens on this machine alone, in UTF-8, for whoever has the password', async () => {
    const server = await start()
    const [settings] = await ask(
      server,
      `SELECT ${[
        'listen_addresses',
        'unix_socket_directories',
        'jit',
        'fsync',
        'shared_preload_libraries',
      ]
        .map((name) => `current_setting('${name}') AS ${name}`)
        .join()}, datlocale, pg_encoding_to_char(encoding) AS encoding
       FROM pg_database WHERE datname = current_database()`,
    )
    expect(settings).toEqual({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      jit: 'off',
      fsync: 'off',
      shared_preload_libraries: 'pg_stat_statements',
      datlocale: 'C.UTF-8',
      encoding: 'UTF8',
    })
    const wrong = server.url.replace(/courant:[^@]+@/, 'courant:guess@')
    await expect(ask({ url: wrong }, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
  })

  it('keeps its data and its address over a restart', async () => {
    const first = await start()
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    expect(await answers(first)).toBe(false)

    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await ask(second, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('is stopped once, however often that is asked', async () => {
    const server = await start()
    await Promise.all([server.stop(), server.stop()])
    await expect(server.stop()).resolves.toBeUndefined()
  })

  it('takes a path with all that a shell would trip over', async () => {
    dataDir = join(folder, `the "feed's" data $HOME \`x\``)
    const server = await start()
    expect(await answers(server)).toBe(true)
  })

  it('writes to disk what was committed, unless told that it need not', async () => {
    const server = await start({ durable: true })
    expect(await ask(server, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_SERVER' })
    expect(await answers(server)).toBe(true)
  })
})

describe('a folder with several users', () => {
  it('has one server when they start at once, until the last one stops', async () => {
    const [one, two, last] = await Promise.all([start(), start(), start()])
    expect(new Set([one.url, two.url, last.url]).size).toBe(1)
    await Promise.all([one.stop(), two.stop()])
    expect(await answers(last)).toBe(true)
    await last.stop()
    expect(await answers(last)).toBe(false)
  })

  it('has one server by whatever path they come', async () => {
    const server = await start()
    await symlink(dataDir, join(folder, 'link'))
    expect((await start({ dataDir: join(folder, 'link') })).url).toBe(server.url)
  })

  it('has the server taken over from one that was killed', async () => {
    const holder = spawnHolder(dataDir)
    const url = await holder.line()
    holder.process.kill('SIGKILL')
    await holder.exited
    expect(await answers({ url })).toBe(true)

    const server = await start()
    expect(server.url).toBe(url)
    await server.stop()
    expect(await answers({ url })).toBe(false)
  })

  it('recovers what was committed when the server was killed too', async () => {
    const holder = spawnHolder(dataDir, { durable: true })
    const url = await holder.line()
    await ask({ url }, 'CREATE TABLE kept AS SELECT 42 AS answer')
    process.kill(await serverPid(), 'SIGKILL')
    holder.process.kill('SIGKILL')

    const server = await start({ durable: true })
    expect(await ask(server, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('keeps its server through a Ctrl-C until it is stopped in order', async () => {
    const holder = spawnHolder(dataDir)
    const url = await holder.line()
    process.kill(-holder.pid, 'SIGINT')
    expect(await holder.line()).toBe('stopped in order')
    expect(await answers({ url })).toBe(false)
  })
})

describe('a folder in disorder', () => {
  it('starts although the last server left an id that another process has now', async () => {
    await (await start()).stop()
    const data = join(dataDir, 'cluster/data')
    await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n\n\n\nready\n`)
    const server = await start()
    expect(await answers(server)).toBe(true)
  })

  it('starts, and clears up, after one that was killed while it made the data', async () => {
    const killed = spawnSync(process.execPath, ['--version'])
    const unfinished = join(dataDir, `cluster.new-${killed.pid}-x`)
    await mkdir(join(unfinished, 'data'), { recursive: true })
    const server = await start()
    expect(await answers(server)).toBe(true)
    await expect(stat(unfinished)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('starts although others were let in', async () => {
    await (await start()).stop()
    await chmod(join(dataDir, 'cluster/data'), 0o755)
    const server = await start()
    expect(await answers(server)).toBe(true)
  })

  it('takes another port if its last is in use, but never another than the one asked for', async () => {
    const first = await start()
    await first.stop()
    const port = Number(new URL(first.url).port)
    const other = createServer().listen(port, '127.0.0.1')

    await expect(start({ port })).rejects.toMatchObject({
      code: 'EMBEDDED_PORT',
      message: expect.stringContaining(String(port)),
    })
    const second = await start()
    expect(second.url).not.toBe(first.url)
    other.close()
  })

  it('names the version that wrote the data', async () => {
    await (await start()).stop()
    await writeFile(join(dataDir, 'cluster/data/PG_VERSION'), '17\n')
    await expect(start()).rejects.toMatchObject({
      code: 'EMBEDDED_VERSION',
      message: expect.stringContaining('PostgreSQL 17'),
    })
  })

  it('shows what the server said when it did not start', async () => {
    await (await start()).stop()
    await appendFile(join(dataDir, 'cluster/data/postgresql.conf'), 'nonsense = 1\n')
    await expect(start()).rejects.toMatchObject({
      code: 'EMBEDDED_SERVER',
      message: expect.stringContaining('unrecognized configuration parameter "nonsense"'),
    })
  })

  it('names a folder that cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    dataDir = join(folder, 'file', 'postgres')
    await expect(start()).rejects.toMatchObject({
      code: 'EMBEDDED_FOLDER',
      message: expect.stringContaining(dataDir),
    })
  })
})
