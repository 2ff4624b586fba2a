import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identify, isRunning, type ProcessIdentity } from '../process-identity.ts'
import { claimDataDir } from './run-file.ts'

const web = 'http://localhost:3000'

describe('claiming a data folder', () => {
  let dataDir: string
  let others: ChildProcess[] = []

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'courant-run-file-'))
  })
  afterEach(() => {
    for (const other of others) other.kill('SIGKILL')
    others = []
    rmSync(dataDir, { recursive: true })
  })

  async function startOther(script = 'setInterval(() => {}, 1000)'): Promise<ProcessIdentity> {
    const other = spawn(process.execPath, ['-e', `${script}; console.log('up')`])
    others.push(other)
    await once(other.stdout, 'data')
    const identity = identify(other.pid ?? 0)
    if (!identity) throw new Error('It did not start.')
    return identity
  }
  function leaveRecord(record: object): void {
    writeFileSync(
      join(dataDir, 'courant.json'),
      JSON.stringify({ npm: [], children: [], web, ...record }),
    )
  }
  const gone = { pid: 1, startedAt: 'long ago' }

  it('is refused where another starter is well', async () => {
    const starter = await startOther()
    leaveRecord({ starter })
    await expect(claimDataDir(dataDir, { web, npm: [] })).rejects.toThrow(
      `Courant already runs here (pid ${starter.pid}): ${web}`,
    )
    expect(isRunning(starter)).toBe(true)
  })

  it('ends a starter whose npm is gone', async () => {
    const starter = await startOther()
    leaveRecord({ starter, npm: [gone] })
    await claimDataDir(dataDir, { web, npm: [] })
    expect(isRunning(starter)).toBe(false)
  })

  it('ends what a killed starter has left', async () => {
    const child = await startOther()
    leaveRecord({ starter: gone, children: [child] })
    await claimDataDir(dataDir, { web, npm: [] })
    expect(isRunning(child)).toBe(false)
  })

  it('ends with a process what that one started, also where it waits and hears no signal', async () => {
    const command = JSON.stringify(
      'process.stdout.write(String(process.pid)); setInterval(() => {}, 1000)',
    )
    const wrapper = spawn(
      process.execPath,
      [
        '-e',
        `process.on('SIGTERM', () => {})
        require('child_process').spawnSync(process.execPath, ['-e', ${command}], { stdio: 'inherit' })`,
      ],
      { detached: true },
    )
    others.push(wrapper)
    const [inner] = (await once(wrapper.stdout, 'data')) as [Buffer]
    const child = identify(wrapper.pid ?? 0)
    const grandchild = identify(Number(inner))
    if (!child || !grandchild) throw new Error('They did not start.')
    leaveRecord({ starter: gone, children: [child] })
    await claimDataDir(dataDir, { web, npm: [] })
    expect([isRunning(child), isRunning(grandchild)]).toEqual([false, false])
  })

  it('spares a process that was given the pid of one that ended', async () => {
    const stranger = await startOther()
    leaveRecord({ starter: gone, children: [{ pid: stranger.pid, startedAt: 'long ago' }] })
    await claimDataDir(dataDir, { web, npm: [] })
    expect(isRunning(stranger)).toBe(true)
  })

  it('passes over a file that is cut off', async () => {
    writeFileSync(join(dataDir, 'courant.json'), '{"starter":')
    await expect(claimDataDir(dataDir, { web, npm: [] })).resolves.toBeDefined()
  })

  it('remembers children until they are forgotten, and nothing once it is released', async () => {
    const run = await claimDataDir(dataDir, { web, npm: [] })
    const children = () =>
      JSON.parse(readFileSync(join(dataDir, 'courant.json'), 'utf8')).children as unknown[]
    const child = await startOther()
    run.track(child.pid)
    expect(children()).toEqual([child])
    run.forget(child.pid)
    expect(children()).toEqual([])
    run.release()
    expect(children).toThrow('ENOENT')
  })
})
