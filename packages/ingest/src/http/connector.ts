import { setTimeout } from 'node:timers/promises'

import { buildConnector, errors } from 'undici'

import { resolveHost } from './address.ts'

/**
 * Connects only to addresses that were checked. The host is resolved once, here, and the socket is
 * opened to that answer: a second look-up could be told something else.
 * @param timeout milliseconds for resolving and, again, for connecting
 */
export function guardedConnector(
  allowed: readonly string[],
  timeout: number,
): buildConnector.connector {
  return (options, callback) => {
    const url = new URL(`${options.protocol}//${options.host ?? options.hostname}`)
    Promise.race([resolveHost(url, allowed), tooLate(timeout)]).then(
      (addresses) => {
        const connect = buildConnector({
          timeout,
          // The default family selection asks for all addresses and tries one after the other.
          lookup: (_hostname, lookupOptions, done) => {
            const [first] = addresses
            if (lookupOptions.all || !first) done(null, addresses)
            else done(null, first.address, first.family)
          },
        })
        connect(options, callback)
      },
      (error: Error) => callback(error, null),
    )
  }
}

async function tooLate(timeout: number): Promise<never> {
  await setTimeout(timeout, undefined, { ref: false })
  throw new errors.ConnectTimeoutError('no answer from the name service')
}
