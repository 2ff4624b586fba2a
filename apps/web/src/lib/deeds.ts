/** What a reader does with an actor or a topic. */
export const subjectDeeds = ['follow', 'unfollow', 'mute', 'unmute'] as const
/** What a reader does with articles. */
export const articleDeeds = ['save', 'unsave', 'read', 'unread'] as const

export type SubjectDeed = (typeof subjectDeeds)[number]
export type ArticleDeed = (typeof articleDeeds)[number]
export type SubjectKind = 'Entity' | 'Topic'

/** What a button of a page has done. */
export type Deed =
  | { deed: SubjectDeed; kind: SubjectKind; id: string }
  | { deed: ArticleDeed; ids: readonly string[] }
  /** Removes a saved feed. */
  | { deed: 'drop'; id: string }
  /** Has an actor stand for itself again. */
  | { deed: 'unmerge'; id: string }

/** As many as a page shows, and a cookie holds. */
export const articlesAtMost = 60

const id = /^[\w-]{1,80}$/

/** A deed as the value of a button. */
export function deedValue(deed: Deed): string {
  if ('ids' in deed) return `${deed.deed} ${deed.ids.join(' ')}`
  return 'kind' in deed ? `${deed.deed} ${deed.kind} ${deed.id}` : `${deed.deed} ${deed.id}`
}

/** @returns null for what no button of a page says */
export function readDeed(value: unknown): Deed | null {
  if (typeof value !== 'string') return null
  const [word, ...rest] = value.split(' ')
  const ofSubject = subjectDeeds.find((deed) => deed === word)
  if (ofSubject) {
    const [kind, ...ids] = rest
    if (kind !== 'Entity' && kind !== 'Topic') return null
    return ids.length === 1 && areIds(ids) ? { deed: ofSubject, kind, id: ids[0]! } : null
  }
  if (rest.length === 0 || !areIds(rest)) return null
  const ofArticles = articleDeeds.find((deed) => deed === word)
  if (ofArticles) return rest.length <= articlesAtMost ? { deed: ofArticles, ids: rest } : null
  if (rest.length > 1) return null
  return word === 'drop' || word === 'unmerge' ? { deed: word, id: rest[0]! } : null
}

function areIds(ids: readonly string[]): boolean {
  return ids.every((each) => id.test(each))
}

const opposites = {
  follow: 'unfollow',
  unfollow: 'follow',
  mute: 'unmute',
  unmute: 'mute',
} as const satisfies Record<SubjectDeed, SubjectDeed>

const articleOpposites = {
  save: 'unsave',
  unsave: 'save',
  read: 'unread',
  unread: 'read',
} as const satisfies Record<ArticleDeed, ArticleDeed>

/** What takes a deed back; null where nothing does. */
export function oppositeOf(deed: Deed): Deed | null {
  if ('ids' in deed) return { deed: articleOpposites[deed.deed], ids: deed.ids }
  return 'kind' in deed ? { ...deed, deed: opposites[deed.deed] } : null
}
