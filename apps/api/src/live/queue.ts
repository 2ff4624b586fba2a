import { inTurn } from './turns.ts'

/** Takes an item, and says when it can take the next: at once or later, but in any case, and once. */
export type Take<Item> = (item: Item, taken: () => void) => void

/** What one subscriber has yet to take: bounded, with one taker. */
export interface Queue<Item> {
  /** False when it is full: nothing was added. */
  push(item: Item): boolean
  /** Hands over each item once the one before it was taken, until the queue is closed. */
  pour(take: Take<Item>): Promise<void>
  /** Drops what is in it. */
  close(): void
  isClosed(): boolean
  /** How many more items it would take. */
  room(): number
}

/**
 * A promise for each item and subscriber would cost more than what is done with the item, so there is none:
 * the taker is called at once where it has nothing else to do, and later in its turn among all takers.
 * @param limit items at most
 */
export function createQueue<Item>(limit: number): Queue<Item> {
  let items: Item[] = []
  let closed = false
  let taker: Take<Item> | null = null
  /** An item is on its way to the taker, or will be. */
  let busy = false
  let end = () => {}
  let fail = (_error: unknown) => {}

  function rest(): void {
    busy = false
    if (closed) end()
  }

  function taken(): void {
    if (items.length > 0) inTurn(handOver)
    else rest()
  }

  function handOver(): void {
    const item = items.shift()
    if (item === undefined) rest()
    else give(item)
  }

  function give(item: Item): void {
    busy = true
    try {
      taker!(item, taken)
    } catch (error) {
      fail(error)
    }
  }

  return {
    push(item) {
      if (closed || items.length >= limit) return false
      if (taker && !busy) give(item)
      else items.push(item)
      return true
    },
    async pour(take) {
      if (closed) return
      const over = new Promise<void>((resolve, reject) => {
        end = resolve
        fail = reject
      })
      taker = take
      handOver()
      await over
    },
    close() {
      closed = true
      items = []
      if (!busy) end()
    },
    isClosed: () => closed,
    room: () => limit - items.length,
  }
}
