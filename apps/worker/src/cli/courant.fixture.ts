import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'

import { courant } from './courant.ts'

/**
 * Runs the command line with nobody at the terminal. Tests of `index.ts` start it as a process of its own,
 * which takes a second each.
 * @param variables all of its settings
 */
export async function runCourant(args: string[], variables: Record<string, string>) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const streams = { stdin, stdout, stderr } as unknown as Pick<
    NodeJS.Process,
    'stdin' | 'stdout' | 'stderr'
  >
  const outputs = Promise.all([text(stdout), text(stderr)])
  const { signal } = new AbortController()
  const code = await courant(args, { streams, variables, signal })
  stdout.end()
  stderr.end()
  const [said, noted] = await outputs
  return { code, stdout: said, stderr: noted }
}
