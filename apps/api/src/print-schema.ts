import { mkdir, writeFile } from 'node:fs/promises'

import { readContract } from './contract.ts'
import { renderReference } from './reference.ts'

// The server takes the contract from a module, so that tsx, the tests and the bundle load it alike.
const contract = await readContract()
await writeFile(new URL('../schema.graphql', import.meta.url), contract)
await writeFile(new URL('../../../docs/schema.md', import.meta.url), renderReference(contract))
const generated = new URL('generated/', import.meta.url)
await mkdir(generated, { recursive: true })
await writeFile(
  new URL('contract.ts', generated),
  `export const contract = ${JSON.stringify(contract)}\n`,
)
