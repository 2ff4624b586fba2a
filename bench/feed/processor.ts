import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second. */
const millisecondsATick = 10

interface Stat {
  parent: number
  own: number
  /** Of children that have ended. */
  ended: number
}

function statOf(pid: number): Stat | null {
  try {
    // The name of a program may hold anything but is the last thing in parentheses.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const ticks = (...at: number[]) =>
      at.reduce((sum, place) => sum + Number(fields[place]), 0) * millisecondsATick
    return { parent: Number(fields[1]), own: ticks(11, 12), ended: ticks(13, 14) }
  } catch {
    return null
  }
}

/**
 * Milliseconds of processor time that a process and its children have used so far; null where the system
 * does not tell (it is read from Linux's /proc). Unlike requests a second it says much the same on a machine
 * that does other things too.
 */
export function processorTime(pid: number): number | null {
  const own = statOf(pid)
  if (!own) return null
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = others.reduce((sum, name) => {
    const stat = statOf(Number(name))
    return stat?.parent === pid ? sum + stat.own : sum
  }, 0)
  return own.own + own.ended + children
}
