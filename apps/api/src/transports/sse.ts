import { once } from 'node:events'

import type { RequestHandler, Response } from 'express'
import { type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql'

import { viewerOf, visitOf } from '../auth/authenticate.ts'
import { watchViewer } from '../auth/watch.ts'
import { createContext } from '../context.ts'
import { errorCode } from '../errors.ts'
import { executeOperation } from '../execute.ts'
import { tooManyStreams } from '../limits/streams.ts'
import { prepareOperation } from '../operation.ts'
import { type Results, subscribe } from '../subscribe.ts'
import { refuse, refuseWith } from './refuse.ts'
import type { GraphqlService } from './service.ts'
import { readRequest } from './sse-request.ts'

/** Proxies close connections on which nothing comes, often after a minute. In milliseconds. */
const heartbeatEvery = 12_000
/** A reader that takes nothing for so long is cut off, in milliseconds. */
const stalledAfter = 60_000

const head = Buffer.from('event: next\ndata: ')
const tail = Buffer.from('\n\n')

/**
 * GraphQL over server-sent events, the "distinct connections" mode of the graphql-sse protocol: one
 * operation a connection, its results as `next` events and a `complete` event at the end. GET takes the
 * operation from the address, so a browser's EventSource will do.
 *
 * graphql-sse's own handler keeps what a slow reader has not taken, without bound; this one takes the
 * next result only when the reader has room, which is what lets the live queue bound it.
 * @param stopping ends every stream, so that their readers connect again elsewhere
 */
export function createSseHandler(service: GraphqlService, stopping: AbortSignal): RequestHandler {
  const { services, toPublic, addressOf, streams } = service
  return async (req, res) => {
    const request = readRequest(req)
    if ('refused' in request) return refuse(res, ...request.refused)

    const address = addressOf(req)
    const context = createContext(services, viewerOf(res), address, visitOf(res))
    const operation = prepareOperation(service, request, context)
    if (!('document' in operation)) {
      const [error] = operation
      if (error?.extensions['code'] === errorCode.rateLimited) return refuseWith(res, error)
      return send(res, only({ errors: operation.map(toPublic) }), stopping)
    }
    const kind = getOperationAST(operation.document, operation.operationName)?.operation
    if (kind === OperationTypeNode.MUTATION && req.method === 'GET') {
      res.set('allow', 'POST')
      return refuse(res, 405, 'BAD_REQUEST', 'Mutations are sent by POST.')
    }
    const close = streams.open(address)
    if (!close) return refuseWith(res, tooManyStreams())
    res.once('close', close)
    const result =
      kind === OperationTypeNode.SUBSCRIPTION
        ? await subscribe(operation, service)
        : await executeOperation(operation, service)
    if (!('pour' in result)) return send(res, only(result), stopping)
    // A reader whose key or session is lost connects again, and is told so.
    const unwatch = watchViewer(services.db, operation.contextValue.viewer, () => res.end())
    return send(res, result, stopping).finally(unwatch)
  }
}

function only(result: ExecutionResult): Results {
  return {
    pour: async (taker) =>
      new Promise((taken) => taker.take(Buffer.from(JSON.stringify(result)), { taken })),
    close() {},
  }
}

async function send(res: Response, results: Results, stopping: AbortSignal): Promise<void> {
  const leave = () => results.close()
  const end = () => res.end()
  const heartbeat = setInterval(() => res.write(':\n\n'), heartbeatEvery)
  res.once('close', leave)
  stopping.addEventListener('abort', end)
  try {
    // Both may have come about while the stream was being made.
    if (!res.socket || res.socket.destroyed || stopping.aborted) return
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // nginx would hold events back until its buffer is full.
      'x-accel-buffering': 'no',
    })
    res.write(':\n\n')
    await results.pour({
      take(json, giver) {
        const taken = () => giver.taken()
        write(res, Buffer.concat([head, json, tail])).then(taken, taken)
      },
    })
    if (!res.writableEnded) res.write('event: complete\ndata:\n\n')
  } finally {
    results.close()
    res.end()
    clearInterval(heartbeat)
    stopping.removeEventListener('abort', end)
  }
}

async function write(res: Response, bytes: Buffer): Promise<void> {
  if (res.writableEnded || res.destroyed || res.write(bytes)) return
  const settled = new AbortController()
  const { signal } = settled
  const cutOff = setTimeout(() => res.destroy(), stalledAfter)
  // The reader made room, or left.
  await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })])
  clearTimeout(cutOff)
  settled.abort()
}
