import { inTurn } from './turns.ts'

/** Takes items, one at a time. */
export interface Taker<Item> {
  /** Tells the giver when it can take the next: at once or later, but in any case, and once. */
  take(item: Item, giver: Giver): void
}

export interface Giver {
  taken(): void
}

/**
 * What one subscriber has yet to take: bounded, with one taker. What is more than its limit closes it.
 *
 * A promise for each item and subscriber would cost more than what is done with the item, so there is none:
 * the taker is called at once where it has nothing else to do, and later in its turn among all takers. For ten
 * thousand of them at once the time goes to finding what each has in memory: it is one object.
 */
export class Queue<Item> implements Giver {
  readonly #limit: number
  #items: Item[] = []
  #isClosed = false
  #isOverrun = false
  #taker: Taker<Item> | null = null
  /** An item is on its way to the taker, or will be. */
  #isBusy = false
  #lastGiven: Item | null = null
  #end = () => {}
  #fail = (_error: unknown) => {}

  /** @param limit items at most */
  constructor(limit: number) {
    this.#limit = limit
  }

  push(item: Item): void {
    if (this.#isClosed) return
    if (this.#taker && !this.#isBusy) this.#give(item)
    else if (this.#items.length < this.#limit) this.#items.push(item)
    else {
      this.#isOverrun = true
      this.close()
    }
  }

  /** Hands over each item once the one before it was taken, until the queue is closed. */
  async pour(taker: Taker<Item>): Promise<void> {
    if (this.#isClosed) return
    const over = new Promise<void>((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
    this.#taker = taker
    this.#giveNext()
    await over
  }

  /** For the taker alone. */
  taken(): void {
    if (this.#items.length > 0) inTurn(() => this.#giveNext())
    else this.#rest()
  }

  /** Drops what is in it. */
  close(): void {
    this.#isClosed = true
    this.#items = []
    if (!this.#isBusy) this.#end()
  }

  isClosed(): boolean {
    return this.#isClosed
  }

  /** Whether it was closed by what it had no room for. */
  isOverrun(): boolean {
    return this.#isOverrun
  }

  /** What was on its way when it was overrun; null where it was not, or nothing was. */
  lastGiven(): Item | null {
    return this.#lastGiven
  }

  /** How many items are yet to be taken, but for the one that is on its way. */
  size(): number {
    return this.#items.length
  }

  /** Whether it would take so many more items, or drop them. */
  hasRoom(items: number): boolean {
    return this.#isClosed || this.#items.length + items <= this.#limit
  }

  #giveNext(): void {
    const item = this.#items.shift()
    if (item === undefined) this.#rest()
    else this.#give(item)
  }

  #give(item: Item): void {
    this.#isBusy = true
    this.#lastGiven = item
    try {
      this.#taker!.take(item, this)
    } catch (error) {
      this.#fail(error)
    }
  }

  #rest(): void {
    this.#isBusy = false
    // Items bring what was read for them: thousands who wait for their next keep none.
    if (!this.#isOverrun) this.#lastGiven = null
    if (this.#isClosed) this.#end()
  }
}
