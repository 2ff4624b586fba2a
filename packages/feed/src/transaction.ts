import type { Prisma } from '@courant/prisma'

/** The connection of a transaction: what is done on it happens together or not at all. */
export type Transaction = Prisma.TransactionClient
