import type { Messages } from '../generated/messages.ts'

/** Pages beside those of single sources; a source of such a name goes by its id. */
const taken = new Set(['add', 'import', 'packs'])

/** The address of a source's own page, or of one below it. */
export function sourceHref(
  { id, slug }: { id: string; slug: string },
  page?: 'edit' | 'remove',
): string {
  const own = `/sources/${taken.has(slug) ? id : slug}`
  return page ? `${own}/${page}` : own
}

/** The address of a starter pack, with all of its feeds selected where that is asked for. */
export function packHref(slug: string, { all = false } = {}): string {
  return `/sources/packs/${slug}${all ? '?select=all' : ''}`
}

/** The preview of what an address would bring. */
export function previewHref(address: string): string {
  return `/sources/add?${new URLSearchParams({ url: address })}`
}

/** What somebody did to a source, and what with several, of which the page that comes next tells. */
export const namedDeeds = [
  'subscribed',
  'known',
  'poll',
  'pause',
  'resume',
  'fullTextOn',
  'fullTextOff',
  'saved',
] as const satisfies (keyof Messages['sources']['done'])[]
export const countedDeeds = [
  'pack',
  'removed',
] as const satisfies (keyof Messages['sources']['counted'])[]
export type Deed = (typeof namedDeeds)[number] | (typeof countedDeeds)[number]

/** A page that tells what was done. */
export function doneHref(page: string, deed: Deed, about: Record<string, string> = {}): string {
  return `${page}?${new URLSearchParams({ done: deed, ...about })}`
}
