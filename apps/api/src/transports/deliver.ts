import type { Socket } from 'node:net'

import type { WebSocket } from 'ws'

import type { Results } from '../subscribe.ts'

/** Where the results of a subscription go. */
export interface Recipient {
  socket: WebSocket
  /** What the WebSocket stands on. */
  connection: Socket
  /** The client's own name for the subscription. */
  id: string
}

const tail = Buffer.from('}')
const asText = { binary: false }

function uncork(connection: Socket): void {
  connection.uncork()
}

/**
 * Sends each result once the one before it was written, but for one. graphql-ws would make its JSON anew for every
 * subscriber; here it is the same text for all of them, behind the name that each gave its subscription.
 * @returns what graphql-ws is to wait for, which brings nothing and ends with the subscription
 */
export function deliver(
  results: Results,
  { socket, connection, id }: Recipient,
): AsyncGenerator<never, void, undefined> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  const end = { done: true, value: undefined } as const
  return {
    // Asked for once: it answers when there is nothing more.
    async next() {
      await results.pour((json, taken) => {
        const message = Buffer.concat([head, json, tail])
        // Where it fails the socket closes, and the subscription with it.
        if (socket.bufferedAmount > 0) return socket.send(message, asText, taken)
        // Those of one turn are written one right after the other: who reads them is woken less often.
        connection.cork()
        process.nextTick(uncork, connection)
        // Nearly always the network takes it at once, and nobody has to be told later.
        socket.send(message, asText)
        taken()
      })
      return end
    },
    async return() {
      results.close()
      return end
    },
    async throw() {
      results.close()
      return end
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
