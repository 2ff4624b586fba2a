import { readdir, readFile } from 'node:fs/promises'

/** Memory of processes that belong together. */
export interface Memory {
  processes: number
  /** MiB; what several of them share is counted in each. */
  rss: number
  /** MiB; what is shared is divided among those that share it. */
  pss: number
}

interface Process {
  pid: number
  parent: number
  command: string
}

/** Memory of a process and all that it started, by what it is. Linux alone tells it. */
export async function memoryBelow(pid: number): Promise<Map<string, Memory>> {
  const found = new Map<string, Memory>()
  for (const one of familyOf(pid, await allProcesses())) {
    const sizes = await readSizes(one.pid)
    if (!sizes) continue
    const name = nameOf(one.command)
    const sum = found.get(name) ?? { processes: 0, rss: 0, pss: 0 }
    sum.processes += 1
    sum.rss += sizes.rss
    sum.pss += sizes.pss
    found.set(name, sum)
  }
  return found
}

function nameOf(command: string): string {
  const app = /apps\/(\w+)\/dist/.exec(command)?.[1]
  if (app) return app
  if (command.includes('bootstrap.mjs')) return 'launcher'
  return /postgres/.test(command) ? 'PostgreSQL' : /npm/.test(command) ? 'npm' : 'others'
}

function familyOf(pid: number, all: readonly Process[]): Process[] {
  const own = all.filter((one) => one.pid === pid)
  return [
    ...own,
    ...all.filter(({ parent }) => parent === pid).flatMap((child) => familyOf(child.pid, all)),
  ]
}

async function allProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = await Promise.all(
    pids.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
      // The name in brackets may hold anything; after it come the state and the parent.
      const parent = Number(
        stat
          .slice(stat.lastIndexOf(')') + 1)
          .trim()
          .split(' ')[1],
      )
      return { pid: Number(name), parent, command: command.replaceAll('\0', ' ') }
    }),
  )
  return read.filter(({ command }) => command !== '')
}

async function readSizes(pid: number): Promise<{ rss: number; pss: number } | null> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const mib = (field: string) =>
    Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(text)?.[1]) / 1024
  return text === '' ? null : { rss: mib('Rss'), pss: mib('Pss') }
}
