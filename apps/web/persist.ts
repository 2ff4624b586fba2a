import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'

import * as generated from './src/generated/graphql.ts'

/**
 * Writes every operation of the pages by the hash of its text: the API then knows them by that
 * (OPERATIONS_FILE), and may be told to take no others.
 */
const operations = Object.values(generated)
  .filter((value) => value instanceof generated.TypedDocumentString)
  .map(String)
  .filter((text) => /^\s*(query|mutation|subscription)\b/.test(text))
const byHash = operations.map((text) => [createHash('sha256').update(text).digest('hex'), text])

await writeFile(
  'src/generated/operations.json',
  `${JSON.stringify(Object.fromEntries(byHash), null, 2)}\n`,
)
