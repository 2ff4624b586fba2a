import type { Request } from 'express'
import { z } from 'zod'

import type { OperationRequest } from '../operation.ts'
import { targetOf } from './target.ts'

/** Status, code and message of the answer. */
export interface Refused {
  refused: [number, string, string]
}

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue('is not JSON')
    return z.NEVER
  }
})
const object = z.record(z.string(), z.unknown(), { error: 'must be an object' })
const query = z.string({ error: 'must be given, as a string' }).min(1, { error: 'is empty' })
const operationName = z.string({ error: 'must be a string' }).nullish()

const inBody = z.object({ query, operationName, variables: object.nullish() })
const inAddress = z.object({ query, operationName, variables: json.pipe(object).optional() })

/** What a request over server-sent events asks for. */
export function readRequest(req: Request): OperationRequest | Refused {
  if (req.method === 'GET') {
    return check(inAddress.safeParse(Object.fromEntries(targetOf(req).params)))
  }
  if (req.method !== 'POST') return bad(405, 'Use GET or POST.')
  // Only JSON is parsed: a form on another site cannot send it without asking first.
  if (!req.is('application/json')) return bad(415, 'The body must be application/json.')
  return check(inBody.safeParse(req.body))
}

function check(parsed: z.ZodSafeParseResult<OperationRequest>): OperationRequest | Refused {
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the body'} ${message}`,
  )
  return bad(400, `In this request ${problems.join('; ')}.`)
}

function bad(status: number, message: string): Refused {
  return { refused: [status, 'BAD_REQUEST', message] }
}
