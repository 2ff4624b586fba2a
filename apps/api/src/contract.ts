import { readdir, readFile } from 'node:fs/promises'

import { buildSchema, printSchema } from 'graphql'

const modules = new URL('modules/', import.meta.url)

/** The contract as the modules state it, printed as it is committed in `schema.graphql`. */
export async function readContract(): Promise<string> {
  const files = await readdir(modules, { recursive: true })
  const sdl = await Promise.all(
    files
      .filter((file) => file.endsWith('.graphql'))
      .toSorted()
      .map((file) => readFile(new URL(file, modules), 'utf8')),
  )
  return `${printSchema(buildSchema(sdl.join('\n')))}\n`
}
