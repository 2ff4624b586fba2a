import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

import type { ExecutionArgs } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'

import { sessionIn } from '../auth/session-cookie.ts'
import { identifyViewer, type Viewer } from '../auth/viewer.ts'
import { watchViewer } from '../auth/watch.ts'
import { createContext } from '../context.ts'
import { errorCode, requestError } from '../errors.ts'
import { executeOperation } from '../execute.ts'
import { refusalOf } from '../limits/admit.ts'
import { type Operation, prepareOperation } from '../operation.ts'
import { subscribe } from '../subscribe.ts'
import { deliver, type Recipient } from './deliver.ts'
import { isOriginAllowed } from './origin.ts'
import type { GraphqlService } from './service.ts'
import { targetOf } from './target.ts'

const maxMessageBytes = 64 * 1_024
const maxSubscriptions = 20
/** Proxies close connections on which nothing comes, often after a minute. In milliseconds. */
const pingEvery = 30_000
/** How long a client may take to answer that its socket is closed, in milliseconds. */
const closeWithin = 2_000

/** GraphQL over WebSocket, by the graphql-transport-ws protocol. */
export function attachWebSocket(
  httpServer: Server,
  service: GraphqlService,
  { path, allowedOrigins }: { path: string; allowedOrigins: readonly string[] },
): { stop(): Promise<void> } {
  const { services, toPublic, addressOf, streams } = service
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  const viewers = new WeakMap<WebSocket, Viewer>()
  const recipients = new WeakMap<ExecutionArgs, Recipient>()
  const graphql = useServer(
    {
      async onConnect({ connectionParams, extra: { socket, request } }) {
        try {
          const viewer = await identifyViewer(services.db, {
            authorization: authorizationIn(connectionParams),
            // Pages of other sites were turned away before.
            session: sessionIn(request, services.access),
          })
          // It may have left meanwhile.
          if (socket.readyState !== socket.OPEN) return false
          viewers.set(socket, viewer)
          socket.once(
            'close',
            watchViewer(services.db, viewer, () => refuse(socket)),
          )
          return true
        } catch (error) {
          const { message, extensions } = toPublic(error)
          if (extensions.code === errorCode.unauthenticated) refuse(socket, message)
          else socket.close(tryAgainLater, message)
          return false
        }
      },
      onSubscribe({ extra: { socket, request }, subscriptions }, id, payload) {
        const refusal =
          Object.keys(subscriptions).length > maxSubscriptions
            ? requestError(`One connection carries at most ${maxSubscriptions} operations.`)
            : service.operations.refusalOf(payload.query)
        if (refusal) return [toPublic(refusal)]
        const context = createContext(services, viewers.get(socket), addressOf(request))
        const operation = prepareOperation(service, payload, context)
        if (!('document' in operation)) return operation.map(toPublic)
        recipients.set(operation, { socket, connection: request.socket, id })
        return operation
      },
      execute: async (args: ExecutionArgs) => executeOperation(args as Operation, service),
      async subscribe(args: ExecutionArgs) {
        const results = await subscribe(args as Operation, service)
        if (!('pour' in results)) return results
        return deliver(results, recipients.get(args)!)
      },
      // The reasons for closing are then fit for clients.
      isProd: true,
    },
    sockets,
    pingEvery,
  )

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node leaves the socket to us here, its errors too: one that nobody hears ends the process.
    socket.on('error', () => socket.destroy())
    if (targetOf(request).path !== path) return turnAway(socket, '404 Not Found')
    if (!isOriginAllowed(request, allowedOrigins)) return turnAway(socket, '403 Forbidden')
    if (refusalOf(service, request)) return turnAway(socket, '429 Too Many Requests')
    const close = streams.open(addressOf(request))
    if (!close) return turnAway(socket, '429 Too Many Requests')
    socket.once('close', close)
    sockets.handleUpgrade(request, socket, head, (client) => {
      sockets.emit('connection', client, request)
    })
  }
  httpServer.on('upgrade', upgrade)

  return {
    async stop() {
      httpServer.off('upgrade', upgrade)
      const clients = [...sockets.clients]
      const timer = setTimeout(() => clients.forEach((client) => client.terminate()), closeWithin)
      await graphql.dispose()
      clearTimeout(timer)
    },
  }
}

/** As the protocol has it: a client does not connect again by itself. */
const unauthorized = 4401
const tryAgainLater = 1013

function refuse(
  socket: WebSocket,
  problem = 'Its API key or session does not hold any more.',
): void {
  // A reason has at most 123 bytes.
  socket.close(unauthorized, `${errorCode.unauthenticated}: ${problem}`.slice(0, 120))
}

/** Clients write it like the HTTP header, large or small. */
function authorizationIn(params: Record<string, unknown> | undefined): string | undefined {
  const given = Object.entries(params ?? {}).find(([name]) => /^authorization$/i.test(name))?.[1]
  if (given === undefined || given === null) return undefined
  return typeof given === 'string' ? given : JSON.stringify(given)
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
