import type { EntityKind } from '../generated/graphql.ts'

export const actorKinds = [
  'PERSON',
  'ORGANIZATION',
  'COUNTRY',
  'PLACE',
] as const satisfies readonly EntityKind[]

const names = ['name', 'kind', 'description', 'aliases'] as const
/** What a form about an actor holds; one name on each line of `aliases`. */
export type ActorFields = Record<(typeof names)[number], string>

interface Described {
  name: string
  kind: EntityKind
  description?: string | null
  aliases: readonly string[]
  merges: readonly { from: { name: string; aliases: readonly string[] } }[]
}

/** What an actor is now, without the names of those that were merged into it: they go when these do. */
export function actorFields({ name, kind, description, aliases, merges }: Described): ActorFields {
  const theirs = new Set(merges.flatMap(({ from }) => [from.name, ...from.aliases]))
  const own = aliases.filter((alias) => alias === name || !theirs.has(alias))
  return { name, kind, description: description ?? '', aliases: own.join('\n') }
}

/** What of an actor's fields was changed, as the API takes it. */
export function changedFields(before: Partial<ActorFields>, now: Partial<ActorFields>) {
  const changed = names.filter(
    (name) => now[name] !== undefined && linesOf(now[name]) !== linesOf(before[name] ?? ''),
  )
  const kind = actorKinds.find((each) => each === now.kind)
  return {
    ...(changed.includes('name') && { name: now.name }),
    ...(changed.includes('kind') && kind && { kind }),
    ...(changed.includes('description') && { description: now.description }),
    ...(changed.includes('aliases') && {
      aliases: linesOf(now.aliases ?? '')
        .split('\n')
        .filter((alias) => alias !== ''),
    }),
  }
}

/** As browsers send lines is not as they were given. */
function linesOf(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
