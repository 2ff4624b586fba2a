import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

import { type Bare, UsageError } from './run.ts'

/**
 * Asks whoever sits at the terminal.
 * @throws {UsageError} nobody does
 */
export async function confirm(question: string, { terminal, signal }: Bare): Promise<boolean> {
  const { stdin: input, stderr: output } = terminal
  if (!input.isTTY || !output.isTTY) {
    throw new UsageError(`${question} Nobody is here to say so: add --yes.`)
  }
  // Standard output may be read by another program, and Ctrl-C has to reach the command itself.
  const lines = createInterface({ input, output, terminal: false })
  const closed = once(lines, 'close').then(() => 'no')
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), closed])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
