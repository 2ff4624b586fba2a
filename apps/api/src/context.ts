import type { Db } from '@courant/prisma'

import type { EventReader } from './live/reader.ts'
import { createLoaders, type Loaders } from './loaders.ts'

/** What lives as long as the server. */
export interface Services {
  db: Db
  reader: EventReader
}

/** What every resolver is given, whichever way the operation came in. */
export interface Context extends Services {
  loaders: Loaders
}

/** Once for each operation. */
export function createContext(services: Services): Context {
  return { ...services, loaders: createLoaders(services.db) }
}
