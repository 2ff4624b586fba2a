import type { Taker } from './queue.ts'

/** What comes one after the other, until it is closed. */
export interface Stream<Item> {
  /** Hands over each item once the one before it was taken. Called once; ends with the stream. */
  pour(taker: Taker<Item>): Promise<void>
  close(): void
}

/** Events on their way to one subscriber. graphql-js knows a stream by its iterator; pouring costs less. */
export interface LiveStream<Event> extends Stream<Event>, AsyncIterable<Event> {}

/** Reads a stream as `for await` does: the next item comes once it is asked for. */
export function readable<Item>(stream: Stream<Item>): AsyncIterableIterator<Item> {
  const nothing = () => {}
  let resume = nothing
  let left = false
  const items = new ReadableStream<Item>(
    {
      start(controller) {
        const taker: Taker<Item> = {
          take(item, giver) {
            resume = () => giver.taken()
            controller.enqueue(item)
          },
        }
        stream.pour(taker).then(
          () => left || controller.close(),
          (error: unknown) => left || controller.error(error),
        )
      },
      pull() {
        const taken = resume
        resume = nothing
        taken()
      },
      cancel() {
        left = true
        stream.close()
        resume()
      },
    },
    { highWaterMark: 0 },
  )
  return items.values()
}
