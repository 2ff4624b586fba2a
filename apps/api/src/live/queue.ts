/** What one subscriber has yet to take: bounded, with one taker. */
export interface Queue<Item> {
  /** False when it is full: nothing was added. */
  push(item: Item): boolean
  /** The oldest item, waiting for one if there is none; null once the queue is closed. */
  take(): Promise<Item | null>
  /** Drops what is in it and ends the taker's wait. */
  close(): void
  isClosed(): boolean
  /** How many more items it would take. */
  room(): number
}

/** @param limit items at most */
export function createQueue<Item>(limit: number): Queue<Item> {
  let items: Item[] = []
  let closed = false
  let wake = () => {}

  return {
    push(item) {
      if (closed || items.length >= limit) return false
      items.push(item)
      wake()
      return true
    },
    async take() {
      if (!closed && items.length === 0) {
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return items.shift() ?? null
    },
    close() {
      closed = true
      items = []
      wake()
    },
    isClosed: () => closed,
    room: () => limit - items.length,
  }
}
