import { hash, verify } from '@node-rs/argon2'

import { CourantError } from '../errors.ts'

/** Hashes passwords and compares them, some at a time. */
export interface Passwords {
  /** @throws {CourantError} TOO_BUSY */
  hash(password: string): Promise<string>
  /**
   * Whether it is the password of this hash. Without one it never is, and takes as long to say so.
   * @throws {CourantError} TOO_BUSY
   */
  matches(hash: string | null, password: string): Promise<boolean>
}

export interface PasswordCost {
  memoryKiB: number
  passes: number
}

/** What OWASP's Password Storage Cheat Sheet asks of argon2id at least: some 50 ms of one core. */
export const usualCost: PasswordCost = { memoryKiB: 19 * 1_024, passes: 2 }

/** Each keeps a core busy, and requests that hash nothing are to be answered too. */
const atOnce = 2
/** Those beyond are told to come back, rather than to wait for seconds. */
const waitingAtMost = 50

/** Passwords by argon2id, with a salt of each one's own. */
export function createPasswords({ memoryKiB, passes }: PasswordCost = usualCost): Passwords {
  // The library's algorithm is argon2id unless it is told another.
  const options = { memoryCost: memoryKiB, timeCost: passes, parallelism: 1 }
  const inTurn = createTurns(atOnce, waitingAtMost)
  const hashOne = (password: string) => inTurn(() => hash(plain(password), options))
  let nobodys: Promise<string> | undefined
  return {
    hash: hashOne,
    async matches(known, password) {
      nobodys ??= hash('nobody', options)
      const compared = known ?? (await nobodys)
      const equal = await inTurn(() => verify(compared, plain(password)))
      return equal && known !== null
    },
  }
}

/** Keyboards write one character in several ways. */
function plain(password: string): string {
  return password.normalize('NFKC')
}

/** Runs at most `atOnce` works at a time; the others wait, in their order. */
function createTurns(
  running: number,
  waiting: number,
): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const queue: (() => void)[] = []
  let free = running
  return async (work) => {
    if (free > 0) {
      free -= 1
    } else {
      if (queue.length >= waiting) {
        throw new CourantError('TOO_BUSY', 'Too many people sign in just now. Try again soon.')
      }
      await new Promise<void>((resolve) => queue.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free += 1
    }
  }
}
