import { buildSchema, introspectionFromSchema } from 'graphql'
import { renderSchema } from 'graphql-markdown'

/** The contract for reading: every type and field with its description, as Markdown. */
export function renderReference(contract: string): string {
  const lines: string[] = []
  renderSchema(introspectionFromSchema(buildSchema(contract)), {
    title: 'The GraphQL schema',
    prologue:
      'Written from `apps/api/schema.graphql`; [api.md](api.md) says how to use it, task by task.',
    printer: (line) => lines.push(line),
  })
  return `${lines.join('\n').trim()}\n`
}
