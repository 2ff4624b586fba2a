import { mkdir, readFile, writeFile } from 'node:fs/promises'

/**
 * Writes what stands outside this package into a module, so that the built pages hold it: the notices for
 * the About page, and for the playground the operations of the API's docs that anybody may ask (others begin
 * with a comment on who may), each with the variables that stand right below it.
 */
const docs = await readFile('../../docs/api.md', 'utf8')
const blocks = docs.matchAll(/```graphql\n(.*?)```(?:\n\n```json\n(.*?)```)?/gs)
const examples = [...blocks]
  .map(([, query = '', variables = '']) => ({ query, variables }))
  .filter(({ query }) => /^(query|subscription)/.test(query))
const notice = await readFile('../../NOTICE', 'utf8')

await mkdir('src/generated', { recursive: true })
await writeFile(
  'src/generated/embedded.ts',
  `export interface Example {
  query: string
  /** As JSON; empty where it takes none. */
  variables: string
}

export const examples: readonly Example[] = ${JSON.stringify(examples, null, 2)}

export const notice: string = ${JSON.stringify(notice)}
`,
)
