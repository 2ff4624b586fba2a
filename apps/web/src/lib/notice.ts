import { z } from 'zod'

import { type Deed, deedValue, readDeed } from './deeds.ts'

/** Holds what the next page tells of, for as long as a page takes to come. */
export const noticeCookie = 'courant-notice'
/** Tells a page of it. Set by the proxy; whatever came under this name is overwritten. */
export const noticeHeader = 'x-courant-notice'

/** What was done, or was not. */
export const tidings = [
  'follow',
  'unfollow',
  'mute',
  'unmute',
  'save',
  'unsave',
  'read',
  'unread',
  'feedSaved',
  'drop',
  'edited',
  'merged',
  'unmerge',
  'refused',
  'unavailable',
] as const

const shape = z.object({
  what: z.enum(tidings),
  /** Whom or what it was done to. */
  name: z.string().max(200).default(''),
  /** Whom it was merged into. */
  into: z.string().max(200).default(''),
  /** How many articles. */
  count: z.int().min(0).max(1000).default(1),
  /** The deed that takes it back, as a button says it. */
  undo: z
    .string()
    .max(3000)
    .refine((value) => readDeed(value) !== null)
    .optional(),
  /** The API's code for why it was not done. */
  problem: z.string().max(60).optional(),
})

/** One message to the reader about what they did on the page before. */
export type Notice = z.infer<typeof shape>

/** In the form in which a cookie and a header hold it. */
export function writeNotice(
  notice: Partial<Omit<Notice, 'undo'>> & Pick<Notice, 'what'> & { undo?: Deed | null },
): string {
  const { undo, name = '', into = '', ...rest } = notice
  const text = JSON.stringify({
    ...rest,
    ...(name && { name: name.slice(0, 200) }),
    ...(into && { into: into.slice(0, 200) }),
    ...(undo && { undo: deedValue(undo) }),
  })
  return encodeURIComponent(text)
}

/** @returns null where it is no notice: a browser may hold anything. */
export function readNotice(written: string | null | undefined): Notice | null {
  if (!written) return null
  try {
    return shape.safeParse(JSON.parse(decodeURIComponent(written))).data ?? null
  } catch {
    return null
  }
}
