import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

/** @throws {Error} that names each taken port's setting and, where it can be told, who holds it. */
export async function requireFreePorts(ports: { setting: string; port: number }[]): Promise<void> {
  const problems: string[] = []
  for (const { setting, port } of ports) {
    if (await isFree(port)) continue
    const holder = holderOf(port)
    problems.push(
      `Port ${port} is taken${holder ? ` by ${holder}` : ''}. ` +
        `${setting} moves it: ${setting}=${port + 1} npm start`,
    )
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

/** Asked for both families: a server on 127.0.0.1 alone does not always stand in the way of [::]. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && (await canListen(port, '127.0.0.1'))
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** The listening process as "its command (pid 123)"; null where the system does not say. */
export function holderOf(port: number): string | null {
  return process.platform === 'linux' ? holderFromProc(port) : holderFromLsof(port)
}

function holderFromProc(port: number): string | null {
  try {
    const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === '0A' && portOf(local) === port)
        .map((fields) => `socket:[${fields[9]}]`),
    )
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!opens(pid, sockets)) continue
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return named(command, pid)
    }
  } catch {
    // Only a courtesy: the message stands without the name.
  }
  return null
}

function portOf(address = ''): number {
  return Number.parseInt(address.slice(address.indexOf(':') + 1), 16)
}

/** Another user's process cannot be looked into; that reads as "no". */
function opens(pid: string, sockets: string[]): boolean {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).some((fd) => sockets.includes(readlinkSync(`${folder}/${fd}`)))
  } catch {
    return false
  }
}

function holderFromLsof(port: number): string | null {
  try {
    const fields = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
      encoding: 'utf8',
    })
    const [, pid] = /^p(\d+)$/m.exec(fields) ?? []
    const [, name] = /^c(.+)$/m.exec(fields) ?? []
    return pid && name ? named(name, pid) : null
  } catch {
    return null
  }
}

function named(command: string, pid: string): string {
  return `${command.slice(0, 60)} (pid ${pid})`
}
