import type { AccountRole } from '../generated/graphql.ts'

/** From the least to the most; each may what those before it may. */
export const roles = ['READER', 'EDITOR', 'ADMIN'] as const satisfies readonly AccountRole[]
