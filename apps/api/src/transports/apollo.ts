import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { expressMiddleware } from '@as-integrations/express5'
import type { RequestHandler } from 'express'
import { OperationTypeNode } from 'graphql'

import { viewerOf, visitOf } from '../auth/authenticate.ts'
import { type Context, createContext } from '../context.ts'
import { errorCode, requestError } from '../errors.ts'
import { checkInput } from '../limits/input.ts'
import type { Log } from '../log.ts'
import { parseOptions, validationRules } from '../operation.ts'
import type { GraphqlService } from './service.ts'

/** GraphQL over plain HTTP: POST, and GET for queries. Expects a parsed JSON body. */
export async function createApolloHandler(
  { schema, services, toPublic }: GraphqlService,
  log: Log,
): Promise<{ handle: RequestHandler; stop(): Promise<void> }> {
  const server = new ApolloServer<Context>({
    schema,
    parseOptions,
    validationRules,
    formatError: (_formatted, error) => toPublic(error).toJSON(),
    plugins: [ApolloServerPluginLandingPageDisabled(), checkingOperation, statusByErrors],
    logger: log,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  })
  await server.start()
  return {
    handle: expressMiddleware(server, {
      context: async ({ res }) => createContext(services, viewerOf(res), visitOf(res)),
    }),
    stop: () => server.stop(),
  }
}

const checkingOperation: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request }) {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
        throw requestError('Subscribe over WebSocket, or accept text/event-stream.')
      }
      checkInput(document, request.variables)
    },
  }),
}

/**
 * Apollo Server answers 200 once a request was executed, whatever came of it. Clients, caches and load
 * balancers that read only the status are told more: whose fault it is that there is no data.
 */
const statusByErrors: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async willSendResponse({ response: { body, http } }) {
      if (body.kind !== 'single' || !body.singleResult.errors) return
      const { data, errors } = body.singleResult
      const codes = errors.map(({ extensions }) => extensions?.code)
      if (codes.includes(errorCode.unavailable)) {
        http.status = 503
        http.headers.set('retry-after', '5')
      } else if (!data && codes.includes(errorCode.internal)) {
        http.status = 500
      } else if (!data && codes.includes(errorCode.unauthenticated)) {
        http.status = 401
        http.headers.set('www-authenticate', 'Bearer')
      } else if (!data && codes.includes(errorCode.forbidden)) {
        http.status = 403
      } else if (!data && http.status === undefined) {
        http.status = 400
      }
    },
  }),
}
