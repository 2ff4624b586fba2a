/**
 * Many subscribers in one process, each on a socket of its own. They speak graphql-transport-ws in ready
 * bytes over bare sockets, so that the load takes as little of the machine as it can.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

import { addressOf } from './addresses.ts'
import { now } from './clock.ts'
import { document, filterOf, resumed } from './contract.ts'
import { createFrames, frameOf } from './frames.ts'

const [portText = '', countText = '', offsetText = '', filtersText = '', cursorsText = '[]'] =
  process.argv.slice(2)
const port = Number(portText)
const count = Number(countText)
const offset = Number(offsetText)
const filters = Number(filtersText)
/** Behind which they resume, in turn; empty where they follow from now on. */
const cursors = JSON.parse(cursorsText) as string[]

const atOnce = 50

const greeting = frameOf('{"type":"connection_init"}')
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

let wanted: { marker: Buffer; left: number; first: number; last: number; bytes: number } | null =
  null
/** Subscribers that nothing has come to yet. */
const quiet = new Set<number>()
let sample = ''

function hear(n: number, body: Buffer): void {
  if (quiet.delete(n) && quiet.size === 0) process.send?.({ allHeard: true })
  if (!wanted || body.indexOf(wanted.marker) === -1) return
  wanted.last = now()
  wanted.bytes += body.length
  if (wanted.first === 0) wanted.first = wanted.last
  wanted.left -= 1
  if (wanted.left > 0) return
  sample = body.toString()
  const { first, last, bytes } = wanted
  wanted = null
  process.send?.({ delivered: { first, last, bytes, sample } })
}

async function subscribe(n: number): Promise<void> {
  const number = offset + n
  const id = randomUUID()
  const filter = filterOf(number % filters)
  const payload =
    cursors.length === 0
      ? { query: document, variables: { filter } }
      : { query: resumed, variables: { filter, after: cursors[number % cursors.length] } }
  const subscription = frameOf(JSON.stringify({ id, type: 'subscribe', payload }))
  quiet.add(n)
  let socket: Socket
  let upgraded = false
  let onReady = () => {}
  const ready = new Promise<void>((resolve) => (onReady = resolve))
  const frames = createFrames((opcode, body) => {
    if (opcode === 9) socket.write(pong)
    else if (opcode === 8) throw new Error(`Closed: ${body.toString('latin1')}`)
    else if (opcode !== 1) return
    else if (body.indexOf('"connection_ack"') !== -1) {
      socket.write(subscription)
      onReady()
    } else if (body.indexOf('"next"') === -1) throw new Error(body.toString())
    else hear(n, body)
  })
  socket = connect({
    port,
    host: '127.0.0.1',
    localAddress: addressOf(number),
    noDelay: true,
  })
  socket.on('data', (chunk) => {
    if (upgraded) return frames(chunk)
    const head = chunk.indexOf('\r\n\r\n')
    if (!chunk.toString('latin1', 0, 12).endsWith('101')) throw new Error(chunk.toString('latin1'))
    upgraded = true
    if (head + 4 < chunk.length) frames(chunk.subarray(head + 4))
  })
  await once(socket, 'connect')
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  )
  socket.write(greeting)
  await ready
}

process.on('message', (message: { expect: string }) => {
  wanted = { marker: Buffer.from(message.expect), left: count, first: 0, last: 0, bytes: 0 }
  process.send?.({ expecting: true })
})
process.once('disconnect', () => process.exit(0))

process.send?.({ connecting: true })
// What they missed comes once: what is expected has to be known before.
if (cursors.length > 0) await once(process, 'message')
let next = 0
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (next < count) await subscribe(next++)
  }),
)
process.send?.({ connected: true })
