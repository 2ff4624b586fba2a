/** What went wrong, on one line. Prisma's errors begin with the call that failed and end with the reason. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!error.name.startsWith('PrismaClient')) return error.message
  return `the database: ${error.message.trim().split('\n').at(-1)?.trim()}`
}
