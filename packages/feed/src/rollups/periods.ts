import { Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import { dayOf, startOfDay } from './days.ts'

const daysInPeriod = 32
/** Feed keys of a period, and of the days before it since 1970: a period begins at so many times its number. */
const keysInPeriod = feedKeyFrom(startOfDay(daysInPeriod))

/** The period of 32 days that a date lies in, counted from 1970 in UTC. */
export function periodOf(date: Date): number {
  return Math.floor(dayOf(date) / daysInPeriod)
}

/** In days since 1970 in UTC. */
export function firstDayOf(period: number): number {
  return period * daysInPeriod
}

/** The smallest feed key of a period. */
export function firstKeyOf(period: number): bigint {
  return BigInt(period) * keysInPeriod
}

/** The same, of a period that stands in a row. */
export function firstKeyIn(period: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${period} * ${Prisma.raw(String(keysInPeriod))})`
}

/** The period of a feed key. */
export function periodOfKey(key: bigint): number {
  const rest = key % keysInPeriod
  return Number((key - rest) / keysInPeriod) - (rest < 0n ? 1 : 0)
}
