import type { Passwords } from '@courant/feed'
import type { FetchOptions, Model } from '@courant/ingest'
import type { Db } from '@courant/prisma'

import type { AccessSettings } from './auth/access.ts'
import type { Visit } from './auth/visit.ts'
import { anonymous, type Viewer } from './auth/viewer.ts'
import type { EventReader } from './live/reader.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Reads } from './replica/reads.ts'

/** How documents are taken in from outside. */
export type Intake = Pick<FetchOptions, 'allowPrivateHosts' | 'contact'> & { model: Model | null }

/** What lives as long as the server. */
export interface Services {
  /** The primary, where everything is written. */
  db: Db
  reads: Reads
  reader: EventReader
  intake: Intake
  passwords: Passwords
  access: AccessSettings
}

/** What every resolver is given, whichever way the operation came in. */
export interface Context extends Services {
  /** Where the operation reads and writes: the primary for whatever writes (see `placeOperation`). */
  db: Db
  loaders: Loaders
  viewer: Viewer
  /** Where the viewer asks from, as it is counted. */
  address: string
  /** Null where nobody can sign in: over WebSocket. */
  visit: Visit | null
}

/**
 * A subscription has no use for loaders, and stays for hours; a page that is read in one piece neither. Apollo
 * Server copies the context before the operation is placed: what stands in the prototype is not made for the
 * copying, and reads from the database that the operation was given.
 */
const lazily = {
  get loaders(): Loaders {
    const value = createLoaders((this as unknown as Context).db)
    Object.defineProperty(this, 'loaders', { value })
    return value
  },
}

/** Once for each operation. */
export function createContext(
  services: Services,
  viewer: Viewer = anonymous,
  address = 'unknown',
  visit: Visit | null = null,
): Context {
  const own: Omit<Context, 'loaders'> = { ...services, viewer, address, visit }
  return Object.assign(Object.create(lazily) as typeof lazily, own)
}
