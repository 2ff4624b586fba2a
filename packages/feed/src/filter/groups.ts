import { type ArticleFacts, matches } from './predicate.ts'
import { requiredIds } from './required-ids.ts'
import type { ResolvedFilter } from './resolve.ts'
import { createShares } from './shares.ts'

/** Subscribers with one and the same filter. */
export interface Group<Member> {
  filter: ResolvedFilter
  members: Set<Member>
}

export interface Groups<Member> {
  join(filter: ResolvedFilter, member: Member): { group: Group<Member>; leave: () => void }
  /** The groups whose filter an article matches. */
  matching(facts: ArticleFacts): Group<Member>[]
}

interface Standing<Member> extends Group<Member> {
  /** Null stands for any: it is compared with each article. */
  under: readonly string[] | null
  /** How often it was compared for nothing since it was put there. */
  inVain: number
}

/** Comparisons for nothing after which a group is put where it may be found less often. */
const patience = 32

/**
 * Finds the groups an article matches without asking all of them: each group stands under the ids of
 * which an article must bear one, or in a list of its own where its filter requires none. Which of its clauses
 * that is depends on what articles bear: a group that is found for nothing again and again is moved under the
 * clause whose ids came least often of late.
 */
export function createGroups<Member>(): Groups<Member> {
  const groups = new Map<string, Standing<Member>>()
  const byId = new Map<string, Set<Standing<Member>>>()
  const anywhere = new Set<Standing<Member>>()
  const shares = createShares()

  function place(group: Standing<Member>): void {
    group.under = requiredIds(group.filter, shares.of)
    group.inVain = 0
    if (!group.under) anywhere.add(group)
    for (const id of group.under ?? []) {
      const others = byId.get(id) ?? new Set()
      byId.set(id, others.add(group))
    }
  }

  function displace(group: Standing<Member>): void {
    anywhere.delete(group)
    for (const id of group.under ?? []) {
      const others = byId.get(id)
      others?.delete(group)
      if (others?.size === 0) byId.delete(id)
    }
  }

  function add(key: string, filter: ResolvedFilter): Standing<Member> {
    const group = { filter, members: new Set<Member>(), under: null, inVain: 0 }
    groups.set(key, group)
    place(group)
    return group
  }

  function isMatch(group: Standing<Member>, facts: ArticleFacts): boolean {
    if (matches(group.filter, facts)) return true
    group.inVain += 1
    if (group.inVain > patience && group.under) {
      displace(group)
      place(group)
    }
    return false
  }

  return {
    join(filter, member) {
      const key = JSON.stringify(filter)
      const group = groups.get(key) ?? add(key, filter)
      group.members.add(member)
      const leave = () => {
        const wasMember = group.members.delete(member)
        if (!wasMember || group.members.size > 0) return
        groups.delete(key)
        displace(group)
      }
      return { group, leave }
    },
    matching(facts) {
      const { actorIds, topicIds, sourceId, storyIds, language } = facts
      const ids = [...actorIds, ...topicIds, sourceId, ...storyIds, language]
      shares.count(ids)
      const candidates = new Set(anywhere)
      for (const id of ids) {
        for (const group of byId.get(id) ?? []) candidates.add(group)
      }
      return [...candidates].filter((group) => isMatch(group, facts))
    },
  }
}
