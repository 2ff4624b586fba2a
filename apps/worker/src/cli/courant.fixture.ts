import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { bundled } from '../bundled.fixture.ts'

/**
 * Runs the command line as a process of its own, in the project's folder, as npm does.
 * @param env all that it is given
 */
export async function runCourant(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(bundled, 'courant.js'), ...args], { env })
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
  return { code, stdout, stderr }
}
