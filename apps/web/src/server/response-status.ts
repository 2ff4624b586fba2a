import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

/**
 * Next lets a page answer 404 but no other failure. Our own server stands around it in the same
 * process, so it lends each page the response it will be written to. Server and pages are bundled
 * apart: the registry symbol makes both find the one storage.
 */
const key = Symbol.for('courant.web.response')
const registry = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<ServerResponse> }

function storage(): AsyncLocalStorage<ServerResponse> {
  registry[key] ??= new AsyncLocalStorage()
  return registry[key]
}

/** Runs `handle` so that `setResponseStatus`, anywhere below it, means this response. */
export function withResponse<T>(response: ServerResponse, handle: () => T): T {
  return storage().run(response, handle)
}

/** Sets the HTTP status of the page being rendered; does nothing once its head has been sent. */
export function setResponseStatus(status: number): void {
  const response = storage().getStore()
  if (response && !response.headersSent) response.statusCode = status
}

/** Sets a header of the page being rendered; does nothing once its head has been sent. */
export function setResponseHeader(name: string, value: string): void {
  const response = storage().getStore()
  if (response && !response.headersSent) response.setHeader(name, value)
}
