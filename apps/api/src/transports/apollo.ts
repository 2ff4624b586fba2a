import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { expressMiddleware } from '@as-integrations/express5'
import type { RequestHandler } from 'express'
import { OperationTypeNode } from 'graphql'

import { shareAnswers, stringifyResult } from '../answers/plugin.ts'
import { viewerOf, visitOf } from '../auth/authenticate.ts'
import { type Context, createContext } from '../context.ts'
import { errorCode, requestError } from '../errors.ts'
import type { Cost } from '../limits/budget.ts'
import { checkInput } from '../limits/input.ts'
import type { Log } from '../log.ts'
import { maxErrorsTold, parseOptions } from '../documents.ts'
import { chargeOperation } from '../operation.ts'
import { readWhereWritten } from '../replica/plugin.ts'
import type { GraphqlService } from './service.ts'

export interface ApolloHandler {
  /** Expects a parsed JSON body. */
  handle: RequestHandler
  /** What `handle` stands on. */
  execute: ApolloServer<Context>['executeHTTPGraphQLRequest']
  stop(): Promise<void>
}

/** GraphQL over plain HTTP: POST, and GET for queries. */
export async function createApolloHandler(
  service: GraphqlService,
  log: Log,
): Promise<ApolloHandler> {
  const { schema, rules, services, toPublic, addressOf } = service
  const server = new ApolloServer<Context>({
    schema,
    parseOptions,
    validationRules: [...rules],
    formatError: (_formatted, error) => toPublic(error).toJSON(),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      checkOperation(service),
      readWhereWritten,
      shareAnswers(service),
      statusByErrors,
    ],
    stringifyResult,
    logger: log,
    // The rules say whether.
    introspection: true,
    // `refuseCrossSite` sees to it: Apollo's own turns away every GET without a header of its invention.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  })
  await server.start()
  return {
    handle: expressMiddleware(server, {
      context: async ({ req, res }) =>
        createContext(services, viewerOf(res), addressOf(req), visitOf(res)),
    }),
    execute: (request) => server.executeHTTPGraphQLRequest(request),
    stop: () => server.stop(),
  }
}

function checkOperation(service: GraphqlService): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost: Cost | undefined
      return {
        async didResolveOperation({ document, operation, request: { variables }, contextValue }) {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
            throw requestError('Subscribe over WebSocket, or accept text/event-stream.')
          }
          checkInput(document, variables)
          cost = chargeOperation(service, { document, operation, variables }, contextValue)
        },
        async willSendResponse({ response: { body } }) {
          if (!cost || body.kind !== 'single') return
          body.singleResult.extensions = { ...body.singleResult.extensions, cost }
        },
      }
    },
  }
}

/**
 * Apollo Server answers 200 once a request was executed, whatever came of it. Clients, caches and load
 * balancers that read only the status are told more: whose fault it is that there is no data.
 */
const statusByErrors: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response: { body, http } }) {
      if (body.kind !== 'single' || !body.singleResult.errors) return
      const { data, errors } = body.singleResult
      if (!data) body.singleResult.errors = errors.slice(0, maxErrorsTold)
      const codes = errors.map(({ extensions }) => extensions?.code)
      if (codes.includes(errorCode.unavailable)) {
        http.status = 503
        http.headers.set('retry-after', '5')
      } else if (codes.includes(errorCode.rateLimited)) {
        http.status = 429
        http.headers.set('retry-after', String(errors[0]?.extensions?.['retryAfter']))
      } else if (!data && codes.includes(errorCode.internal)) {
        http.status = 500
      } else if (!data && codes.includes(errorCode.unauthenticated)) {
        http.status = 401
        http.headers.set('www-authenticate', 'Bearer')
      } else if (!data && codes.includes(errorCode.forbidden)) {
        http.status = 403
      } else if (!data && (http.status ?? 400) === 400) {
        http.status = wantsPlainJson(request.http?.headers.get('accept')) ? 200 : 400
      }
    },
  }),
}

/**
 * Whoever names `application/json` alone is a client from before GraphQL had a media type of its own. Such
 * take any other status for a failure of the network; the specification has them answered 200.
 */
function wantsPlainJson(accept = ''): boolean {
  return (
    accept.includes('application/json') && !accept.includes('application/graphql-response+json')
  )
}
