import { join } from 'node:path'

import { bundle } from '../bundle.ts'

/** Below this package, for the bundle finds the database's package from where it is. */
export const bundled = join(import.meta.dirname, '../node_modules/.cache/bundle-test')

/** Vitest's global setup: the tests run what users run. */
export default function setup(): Promise<void> {
  return bundle(bundled)
}
