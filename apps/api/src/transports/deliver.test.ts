import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

import type { Taker } from '../live/queue.ts'
import { deliver, type Recipient } from './deliver.ts'

const http = createServer()
const sockets = new WebSocketServer({ server: http })
beforeAll(async () => {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
})
afterAll(async () => {
  for (const socket of sockets.clients) socket.terminate()
  await new Promise((closed) => http.close(closed))
})

interface Receiver extends Recipient {
  client: WebSocket
  heard: unknown[]
}

async function connect(id: string): Promise<Receiver> {
  const { port } = http.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const heard: unknown[] = []
  client.on('message', (message: Buffer) => heard.push(JSON.parse(message.toString())))
  const [[socket, request]] = await Promise.all([
    once(sockets, 'connection') as Promise<[WebSocket, IncomingMessage]>,
    once(client, 'open'),
  ])
  return { socket, connection: request.socket, id, client, heard }
}

/** Begins to deliver; returns how to give the next result, which says when it was taken. */
function begin(recipient: Recipient): (json: Buffer) => Promise<void> {
  let into: Taker<Buffer>
  const pour = async (taker: Taker<Buffer>) => {
    into = taker
    return new Promise<void>(() => {})
  }
  void deliver({ pour, close() {} }, recipient).next()
  return async (json) => new Promise((taken) => into.take(json, { taken }))
}

const resultOf = (headline: string) => Buffer.from(JSON.stringify({ data: { headline } }))
const messageOf = (id: string, headline: string) => ({
  id,
  type: 'next',
  payload: { data: { headline } },
})

it.each([
  ['shorter than 126 bytes', 'a'],
  ['of 126 bytes and more', 'a'.repeat(90)],
  ['of 64 KiB and more', 'a'.repeat(70_000)],
  ['of more than Node writes at once', 'a'.repeat(5_000_000)],
  ['in letters of several bytes', 'Zürich – Київ – 東京 – 🗞️'.repeat(1_000)],
])('a message %s arrives as it was given', async (_, headline) => {
  const receiver = await connect('the “name” of the client')
  const give = begin(receiver)
  void give(resultOf(headline))
  await once(receiver.client, 'message')
  expect(receiver.heard).toEqual([messageOf(receiver.id, headline)])
})

it('everybody is told under the name that they gave', async () => {
  const receivers = [await connect('1'), await connect('2'), await connect('3')]
  const json = resultOf('Summit')
  const heard = Promise.all(receivers.map(({ client }) => once(client, 'message')))
  for (const receiver of receivers) void begin(receiver)(json)
  await heard
  expect(receivers.map((each) => each.heard)).toEqual(
    ['1', '2', '3'].map((id) => [messageOf(id, 'Summit')]),
  )
})

it('messages of one turn keep their order, among what else is sent too', async () => {
  const receiver = await connect('1')
  const give = begin(receiver)
  const headlines = ['a', 'b'.repeat(70_000), 'c']
  void give(resultOf(headlines[0]!))
  receiver.socket.send('"between"')
  void give(resultOf(headlines[1]!))
  void give(resultOf(headlines[2]!))
  receiver.socket.send('"behind"')
  while (receiver.heard.length < 5) await once(receiver.client, 'message')
  const [first, second, third] = headlines.map((each) => messageOf('1', each))
  expect(receiver.heard).toEqual([first, 'between', second, third, 'behind'])
})

it('a receiver that does not read is not sent more than its connection holds', async () => {
  const receiver = await connect('1')
  receiver.client.pause()
  const give = begin(receiver)
  const long = resultOf('a'.repeat(1_000_000))
  let taken = 0
  for (let n = 0; n < 20; n += 1) void give(long).then(() => (taken += 1))
  await turn()
  expect(taken).toBeLessThan(20)
  receiver.client.resume()
  while (receiver.heard.length < 20) await once(receiver.client, 'message')
  expect(taken).toBe(20)
})

it('nothing is sent behind the end of a connection', async () => {
  const receiver = await connect('1')
  const give = begin(receiver)
  receiver.socket.close(1000)
  await give(resultOf('Too late'))
  const [code] = (await once(receiver.client, 'close')) as [number]
  expect(code).toBe(1000)
  expect(receiver.heard).toEqual([])
})
