import type { IncomingMessage } from 'node:http'

import type { RequestHandler } from 'express'
import { GraphQLError } from 'graphql'

import { anonymous } from '../auth/viewer.ts'
import { refuseWith } from '../transports/refuse.ts'
import type { GraphqlService } from '../transports/service.ts'
import { clientOf } from './client.ts'

type Service = Pick<GraphqlService, 'budgets' | 'addressOf'>

/** What a request costs its address, whatever comes of it: a wrong key, or what is no GraphQL. */
export const perRequest = 1

/** Turns away an address whose budget is spent, before anything is looked up or parsed. */
export function admit(service: Service): RequestHandler {
  return (req, res, next) => {
    const refusal = refusalOf(service, req)
    if (refusal) refuseWith(res, refusal)
    else next()
  }
}

/** Why this request, or a WebSocket to be opened, is turned away; undefined when it is let in. */
export function refusalOf(
  { budgets, addressOf }: Service,
  request: IncomingMessage,
): GraphQLError | undefined {
  try {
    budgets.spend(clientOf({ viewer: anonymous, address: addressOf(request) }), perRequest)
    return undefined
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}
