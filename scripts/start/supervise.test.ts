import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { supervise, type Watchers } from './supervise.ts'

const serves = "process.send({ ready: true }); process.on('disconnect', () => process.exit())\n"
const ignoresTerm = "process.on('SIGTERM', () => {})\n"

describe('a supervised program', () => {
  let folder: string
  let watchers: Watchers & { pids: number[]; lines: string[] }
  const patient = new AbortController().signal

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courant-supervise-'))
    const pids: number[] = []
    const lines: string[] = []
    watchers = {
      pids,
      lines,
      say: (line) => lines.push(line),
      spawned: (pid) => pids.push(pid),
      exited: vi.fn<Watchers['exited']>(),
      gaveUp: vi.fn<Watchers['gaveUp']>(),
    }
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function start(code: string) {
    const file = join(folder, 'program.mjs')
    writeFileSync(file, code)
    return supervise({ name: 'program', file, env: process.env }, watchers)
  }

  it('is ready when it says so, and ends when it is stopped', async () => {
    const program = start(serves)
    await program.ready
    await program.stop(patient)
    expect(watchers.exited).toHaveBeenCalledWith(watchers.pids[0])
    expect(watchers.pids).toHaveLength(1)
  })

  it('hands on what the program has to tell', async () => {
    const program = start(serves.replace('true', "true, tell: ['There is no account yet.']"))
    expect(await program.ready).toEqual(['There is no account yet.'])
    await program.stop(patient)
  })

  it('starts again when it is killed', async () => {
    const program = start(serves)
    await program.ready
    process.kill(watchers.pids[0] ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(watchers.pids).toHaveLength(2), 10_000)
    await program.stop(patient)
    expect(watchers.lines).toContain('program ended (SIGKILL) and starts again in 0.25 s')
  })

  it('is given up when it fails to start five times in a row, with its last words', async () => {
    start("console.error('no database'); process.exit(3)")
    await vi.waitFor(() => expect(watchers.gaveUp).toHaveBeenCalled(), 20_000)
    expect(watchers.gaveUp).toHaveBeenCalledWith(
      expect.objectContaining({ message: expect.stringContaining('no database') as string }),
    )
    expect(watchers.pids).toHaveLength(5)
  }, 20_000)

  it('is ended at once when somebody is in a hurry', async () => {
    const program = start(serves + ignoresTerm)
    await program.ready
    const hurry = new AbortController()
    const stopped = program.stop(hurry.signal)
    hurry.abort()
    await stopped
    expect(watchers.exited).toHaveBeenCalled()
  })
})
