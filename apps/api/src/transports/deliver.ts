import type { Socket } from 'node:net'

import type { WebSocket } from 'ws'

import type { Giver, Taker } from '../live/queue.ts'
import type { Results } from '../subscribe.ts'

/** Where the results of a subscription go. */
export interface Recipient {
  socket: WebSocket
  /** What the WebSocket stands on. */
  connection: Socket
  /** The client's own name for the subscription. */
  id: string
}

const tail = '}'
const asText = { binary: false }

/**
 * Sends results, a few kilobytes of them before the network takes them. graphql-ws would make their JSON anew for every
 * subscriber; here it is the same text for all of them, behind the name that each gave its subscription.
 * @returns what graphql-ws is to wait for, which brings nothing and ends with the subscription
 */
export function deliver(
  results: Results,
  recipient: Recipient,
): AsyncGenerator<never, void, undefined> {
  const end = { done: true, value: undefined } as const
  return {
    // Asked for once: it answers when there is nothing more.
    async next() {
      await results.pour(new Delivery(recipient))
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

class Delivery implements Taker<Buffer> {
  readonly #socket: WebSocket
  readonly #connection: Socket
  readonly #head: string

  constructor({ socket, connection, id }: Recipient) {
    this.#socket = socket
    this.#connection = connection
    this.#head = toBytes(Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`))
  }

  take(json: Buffer, giver: Giver): void {
    const [socket, connection] = [this.#socket, this.#connection]
    const message = this.#head + bytesOf(json) + tail
    // Where it fails the socket closes, and the subscription with it.
    const isFull = connection.writableLength >= connection.writableHighWaterMark
    if (isFull || socket.readyState !== socket.OPEN)
      return socket.send(Buffer.from(message, 'latin1'), asText, () => giver.taken())
    writeInTurn(connection, headerOf(message.length) + message)
    // Nearly always the network takes it at once, and nobody has to be told later.
    giver.taken()
  }
}

/** A character for each byte: Node writes a short text of these without a memory of its own for it. */
const toBytes = (buffer: Buffer) => buffer.toString('latin1')

const known = new WeakMap<Buffer, string>()

/** Of what everybody is sent, made once. */
function bytesOf(json: Buffer): string {
  let bytes = known.get(json)
  if (bytes === undefined) known.set(json, (bytes = toBytes(json)))
  return bytes
}

/**
 * What stands before a text of so many bytes. A server's messages are not masked, and these are not
 * compressed, so it is their kind and their length (RFC 6455, 5.2).
 */
function headerOf(length: number): string {
  if (length < 126) return String.fromCharCode(0x81, length)
  if (length <= 0xffff) return String.fromCharCode(0x81, 126, length >> 8, length & 0xff)
  const header = Buffer.alloc(10)
  header[0] = 0x81
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return toBytes(header)
}

let corked: Socket[] = []

/** Those of one turn are written one right after the other: who reads them is woken less often. */
function writeInTurn(connection: Socket, bytes: string): void {
  connection.cork()
  connection.write(bytes, 'latin1')
  if (corked.push(connection) === 1) process.nextTick(uncork)
}

function uncork(): void {
  const connections = corked
  corked = []
  for (const connection of connections) connection.uncork()
}
