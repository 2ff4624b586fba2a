import { knowledge } from '@courant/enrich'

const parents = new Map(knowledge.topics.map(({ code, parentCode }) => [code, parentCode]))

/** The top-level topic above a code, or the code itself where it is one. */
export function topLevel(code: string): string {
  let top = code
  for (let up = parents.get(top); up != null; up = parents.get(top)) top = up
  return top
}

export function isTopLevel(code: string): boolean {
  return parents.get(code) === null
}
