import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

import { addressOf, socketsOfAddress } from './addresses.ts'

/** Files that a process opens besides its sockets. */
const otherFiles = 200

/**
 * Says at the start what would fail in the middle.
 * @throws {Error} what the operating system has to allow for so many subscribers
 */
export async function checkLimits(subscribers: number): Promise<void> {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()
  const needed = subscribers + otherFiles
  if (limit !== 'unlimited' && Number(limit) < needed) {
    throw new Error(
      `${subscribers} sockets need ${needed} open files a process, and ${limit} are allowed. Run "ulimit -n ${needed}" first.`,
    )
  }
  const last = addressOf(subscribers - 1)
  const server = createServer()
  server.listen(0, last)
  await once(server, 'listening').catch(() => {
    throw new Error(
      `The subscribers come from 127.0.1.1 to ${last}, ${socketsOfAddress} from each, as a server allows an address no more. This machine does not have these addresses. Linux has them; on macOS add each with "ifconfig lo0 alias".`,
    )
  })
  server.close()
}
