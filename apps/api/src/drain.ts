import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps account of a server's connections, so that it can be closed without breaking off a request.
 * Node's `closeIdleConnections` passes over those that browsers open ahead and have not used yet.
 * @returns how to close it: takes no more connections, ends those without a request at once and the
 *   others when their request is answered, or after `atMost` milliseconds
 */
export function prepareDrain(server: Server): (atMost: number) => Promise<void> {
  const unused = new Set<Socket>()
  let draining = false
  const release = (socket: Socket) => {
    if (draining) socket.destroy()
    else unused.add(socket)
  }
  server.on('connection', (socket: Socket) => {
    release(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', ({ socket }, response: ServerResponse) => {
    unused.delete(socket)
    response.once('close', () => release(socket))
  })
  // From here on it is no longer the HTTP server's to close.
  server.on('upgrade', ({ socket }) => unused.delete(socket))

  return async (atMost) => {
    if (!server.listening) return
    draining = true
    const closed = once(server, 'close')
    server.close()
    for (const socket of unused) socket.destroy()
    const cutOff = setTimeout(() => server.closeAllConnections(), atMost)
    await closed
    clearTimeout(cutOff)
  }
}
