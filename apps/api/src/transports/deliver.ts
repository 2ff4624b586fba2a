import type { WebSocket } from 'ws'

import type { Results } from '../subscribe.ts'

/** Where the results of a subscription go. */
export interface Recipient {
  socket: WebSocket
  /** The client's own name for the subscription. */
  id: string
}

/**
 * Sends each result once the one before it was written. graphql-ws would make its JSON anew for every
 * subscriber; here it is the same text for all of them, behind the name that each gave its subscription.
 * @returns what graphql-ws is to wait for, which brings nothing and ends with the subscription
 */
export function deliver(
  results: Results,
  { socket, id }: Recipient,
): AsyncGenerator<never, void, undefined> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  const end = { done: true, value: undefined } as const
  return {
    // Asked for once: it answers when there is nothing more.
    async next() {
      for await (const json of results) await send(socket, `${head}${json}}`)
      return end
    },
    async return() {
      await results.return()
      return end
    },
    async throw(error) {
      await results.throw(error)
      return end
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return
  // Where it fails the socket closes, and the subscription with it.
  await new Promise<void>((resolve) => socket.send(text, () => resolve()))
}
