import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { freePort } from '../free-port.ts'

const root = join(import.meta.dirname, '../..')
/** Milliseconds. */
const patience = 120_000

export interface Started {
  pid: number
  /** Seconds from `npm start` to the whole first page with articles. */
  firstPage: number
  /** Seconds from `npm start` to its word that everything runs. */
  running: number
  /** Seconds of each step, as the launcher tells them. */
  steps: Map<string, number>
  /** Ctrl-C. @returns seconds until everything has ended */
  stop(): Promise<number>
}

/** `npm start` on free ports and a folder of its own, until its first page can be read. */
export async function start(dataDir: string): Promise<Started> {
  const [web, api] = [await freePort(), await freePort()]
  const { DATABASE_URL: _, ...others } = process.env
  const env = { ...others, DATA_DIR: dataDir, WEB_PORT: String(web), API_PORT: String(api) }
  const begun = performance.now()
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, which hears of a Ctrl-C together as it would in a terminal.
    detached: true,
  })
  let output = ''
  npm.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const stop = async () => {
    const asked = performance.now()
    if (npm.exitCode !== null) return 0
    process.kill(-npm.pid!, 'SIGINT')
    await once(npm, 'exit')
    return (performance.now() - asked) / 1000
  }
  // Whoever asks before then is shown an empty page, which costs the rest of the start its time.
  while (!output.includes('Courant is running')) {
    if (npm.exitCode === null && performance.now() - begun < patience) {
      await sleep(5)
      continue
    }
    await stop()
    throw new Error(`It did not start. npm start said:\n${output}`)
  }
  const running = (performance.now() - begun) / 1000
  const page = await (await fetch(`http://127.0.0.1:${web}/`)).text()
  if (!page.includes('<article')) throw new Error(`No article on the first page:\n${page}`)
  const firstPage = (performance.now() - begun) / 1000
  const steps = [...output.matchAll(/^(.+) \.\.\. ([\d.]+) s$/gm)]
  return {
    pid: npm.pid!,
    firstPage,
    running,
    steps: new Map(steps.map(([, name, seconds]) => [name!, Number(seconds)])),
    stop,
  }
}
