import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** A process, told from a later one that was given the same pid by the moment it began. */
export interface ProcessIdentity {
  pid: number
  startedAt: string
}

interface ProcessFacts extends ProcessIdentity {
  parentPid: number
  name: string
}

/** Null where no such process runs. */
export function identify(pid: number): ProcessIdentity | null {
  const facts = factsOf(pid)
  return facts && { pid, startedAt: facts.startedAt }
}

export function isRunning(process: ProcessIdentity): boolean {
  return identify(process.pid)?.startedAt === process.startedAt
}

/**
 * The npm (or pnpm) that runs this process, and the shell between where there is one. Empty where
 * this process was started by hand: then it may well outlive who started it.
 */
export function packageManagerAbove(): ProcessIdentity[] {
  if (!process.env.npm_lifecycle_event) return []
  const parent = factsOf(process.ppid)
  if (!parent) return []
  const isShell = /^(?:.*\/)?-?(?:ba|da|z|k)?sh$/.test(parent.name)
  const above = isShell ? factsOf(parent.parentPid) : null
  return [parent, above].filter((facts) => facts !== null)
}

function factsOf(pid: number): ProcessFacts | null {
  return existsSync('/proc/self/stat') ? factsFromProc(pid) : factsFromPs(pid)
}

/** proc(5): pid (name) state parent ..., the start time being the 20th field behind the name. */
function factsFromProc(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const [state, parentPid, ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended. In a container without an init process nobody ever reaps it.
    if (state === 'Z') return null
    return { pid, name, parentPid: Number(parentPid), startedAt: more[17] ?? '' }
  } catch {
    return null
  }
}

function factsFromPs(pid: number): ProcessFacts | null {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } } as const
    // The start time comes as five words: "Mon Nov 24 04:05:09 2025".
    const line = execFileSync('ps', ['-o', 'ppid=,lstart=,comm=', '-p', String(pid)], options)
    const [parentPid, ...words] = line.trim().split(/\s+/)
    const startedAt = words.slice(0, 5).join(' ')
    return { pid, name: words.slice(5).join(' '), parentPid: Number(parentPid), startedAt }
  } catch {
    return null
  }
}
