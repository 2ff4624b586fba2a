import { hold, tryHold } from '../advisory-lock.ts'
import type { Transaction } from '../transaction.ts'

/** "stor" */
const storiesLock = 0x73746f72

/**
 * For a transaction that puts articles into stories: two would read the same events, and which of them
 * does is all the same.
 * @returns false where another holds it
 */
export async function tryHoldStories(tx: Transaction): Promise<boolean> {
  return tryHold(tx, storiesLock)
}

/**
 * For a transaction that takes articles away: none of them is then being put into a story. Take it before
 * any row is locked; it waits for those who hold it.
 */
export async function holdStories(tx: Transaction): Promise<void> {
  await hold(tx, storiesLock)
}
