import type { Take } from './queue.ts'

/** What comes one after the other, until it is closed. */
export interface Stream<Item> {
  /** Hands over each item once the one before it was taken. Called once; ends with the stream. */
  pour(take: Take<Item>): Promise<void>
  close(): void
}

/** Events on their way to one subscriber. graphql-js knows a stream by its iterator; pouring costs less. */
export interface LiveStream<Event> extends Stream<Event>, AsyncIterable<Event> {}

/** Reads a stream as `for await` does: the next item comes once it is asked for. */
export function readable<Item>({ pour, close }: Stream<Item>): AsyncIterableIterator<Item> {
  const nothing = () => {}
  let resume = nothing
  let left = false
  const items = new ReadableStream<Item>(
    {
      start(controller) {
        const take: Take<Item> = (item, taken) => {
          resume = taken
          controller.enqueue(item)
        }
        pour(take).then(
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
        close()
        resume()
      },
    },
    { highWaterMark: 0 },
  )
  return items.values()
}
