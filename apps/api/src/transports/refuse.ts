import type { Response } from 'express'

/** Answers a request that never became an operation, in the form of a GraphQL error. */
export function refuse(res: Response, status: number, code: string, message: string): void {
  res.status(status).json({ errors: [{ message, extensions: { code } }] })
}
