import { type ArticleFacts, matches } from './predicate.ts'
import { requiredIds } from './required-ids.ts'
import type { ResolvedFilter } from './resolve.ts'

/** Subscribers with one and the same filter. */
export interface Group<Member> {
  filter: ResolvedFilter
  members: Set<Member>
}

export interface Groups<Member> {
  /** Returns how to leave. */
  join(filter: ResolvedFilter, member: Member): () => void
  /** The groups whose filter an article matches. */
  matching(facts: ArticleFacts): Group<Member>[]
  isEmpty: () => boolean
  memberCount: () => number
  everyMember: (holds: (member: Member) => boolean) => boolean
}

/**
 * Finds the groups an article matches without asking all of them: each group stands under the ids of
 * which an article must bear one, or in a list of its own where its filter requires none.
 */
export function createGroups<Member>(): Groups<Member> {
  const groups = new Map<string, Group<Member>>()
  const byId = new Map<string, Set<Group<Member>>>()
  const anywhere = new Set<Group<Member>>()

  function add(key: string, filter: ResolvedFilter): Group<Member> {
    const group = { filter, members: new Set<Member>() }
    groups.set(key, group)
    const ids = requiredIds(filter)
    if (!ids) anywhere.add(group)
    for (const id of ids ?? []) {
      const under = byId.get(id) ?? new Set()
      byId.set(id, under.add(group))
    }
    return group
  }

  function remove(key: string, group: Group<Member>): void {
    groups.delete(key)
    anywhere.delete(group)
    for (const id of requiredIds(group.filter) ?? []) {
      const under = byId.get(id)
      under?.delete(group)
      if (under?.size === 0) byId.delete(id)
    }
  }

  return {
    join(filter, member) {
      const key = JSON.stringify(filter)
      const group = groups.get(key) ?? add(key, filter)
      group.members.add(member)
      return () => {
        const wasMember = group.members.delete(member)
        if (wasMember && group.members.size === 0) remove(key, group)
      }
    },
    matching(facts) {
      const candidates = new Set(anywhere)
      const { actorIds, topicIds, sourceId, storyIds, language } = facts
      for (const id of [...actorIds, ...topicIds, sourceId, ...storyIds, language]) {
        for (const group of byId.get(id) ?? []) candidates.add(group)
      }
      return [...candidates].filter(({ filter }) => matches(filter, facts))
    },
    isEmpty: () => groups.size === 0,
    memberCount: () => [...groups.values()].reduce((sum, { members }) => sum + members.size, 0),
    everyMember: (holds) => [...groups.values()].every(({ members }) => [...members].every(holds)),
  }
}
