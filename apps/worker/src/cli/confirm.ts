import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

import { UsageError } from './run.ts'

/**
 * Asks whoever sits at the terminal.
 * @throws {UsageError} nobody does
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`${question} Nobody is here to say so: add --yes.`)
  }
  // Standard output may be read by another program, and Ctrl-C has to reach the command itself.
  const terminal = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: false,
  })
  const closed = once(terminal, 'close').then(() => 'no')
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), closed])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
