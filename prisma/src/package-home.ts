import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * This package's own folder. It is looked up by the package's name, so that it is found from source
 * and from a bundle in an app that depends on this package.
 */
export function packageHome(): string {
  return dirname(createRequire(import.meta.url).resolve('@courant/prisma/package.json'))
}

/** Resolves a dependency as from this package, whose dependencies an app does not see. */
export function resolveOwnDependency(name: string): string {
  return createRequire(join(packageHome(), 'package.json')).resolve(name)
}
