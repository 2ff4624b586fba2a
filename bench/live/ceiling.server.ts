/** What no server can be faster than: `ws` alone, sending to every socket the bytes it is told to. */
import { createServer } from 'node:http'

import { type WebSocket, WebSocketServer } from 'ws'

import { listen } from '../peers/serve.ts'
import { now } from './clock.ts'

const server = createServer()
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
})
sockets.on('connection', (socket: WebSocket) => {
  socket.once('message', () => socket.send('{"type":"connection_ack"}'))
})

process.on('message', (message: { send?: string }) => {
  if (message.send === undefined) return
  const begun = now()
  const bytes = Buffer.from(message.send)
  for (const socket of sockets.clients) socket.send(bytes, { binary: false })
  process.send?.({ begun })
})
await listen(server)
