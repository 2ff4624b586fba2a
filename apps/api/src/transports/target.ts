import type { IncomingMessage } from 'node:http'

/** The path and the parameters of a request. Clients write any text there: `//` is no URL, for one. */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>): {
  path: string
  params: URLSearchParams
} {
  const end = url.indexOf('?')
  if (end === -1) return { path: url, params: new URLSearchParams() }
  return { path: url.slice(0, end), params: new URLSearchParams(url.slice(end)) }
}
