import {
  type ArticleFacts,
  comparePositions,
  createBell,
  createGroups,
  currentPosition,
  type EventPosition,
  type Group,
  type Groups,
  readEvents,
  type ResolvedFilter,
  type Rung,
} from '@courant/feed'
import type { ArticleEvent, Db } from '@courant/prisma'

import type { Log } from '../log.ts'
import type { Reads } from '../replica/reads.ts'
import { type Beginning, createBeginnings, type Following } from './begin.ts'
import { type EventOf, type LiveKind, liveKinds, readLive } from './live-event.ts'
import type { Queue } from './queue.ts'
import { createReplay, type Replay } from './replay.ts'
import { untilRoom } from './room.ts'
import { inTurn, type Task } from './turns.ts'

/** The one reader of the event log in a process; hands what it reads to those whose filter matches. */
export interface EventReader {
  /** Everything up to here was handed out. */
  position(): EventPosition
  /**
   * From now on every matching event of the kind that lies behind a point of the log is put into a queue, in
   * commit order.
   * Returns how to leave; null when the reader has gone past that point, and whoever would join must first
   * be told by `replay` what came up to `position()`.
   */
  join<Kind extends LiveKind>(
    kind: Kind,
    filter: ResolvedFilter,
    after: EventPosition,
    queue: Queue<EventOf[Kind]>,
  ): (() => void) | null
  /** What a subscription begins with; throws what is wrong with what it asks. */
  begin(db: Db, asked: Following): Promise<Beginning>
  /** What lies between a subscription's beginning and the point where it can join. */
  replay: Replay
  memberCount(): number
  /** Whether the last look at the log succeeded. */
  isRunning(): boolean
  stop(): Promise<void>
}

/** Who follows events of one kind. */
interface Crowd<Event> {
  /** In the order in which they joined. */
  members: Map<Member<Event>, Group<Member<Event>>>
  groups: Groups<Member<Event>>
}

interface Member<Event> {
  /** By how many-th it was to join. */
  place: number
  after: EventPosition
  /** Whether nothing behind that point was handed out yet. */
  isEarly: boolean
  queue: Queue<Event>
}

type Crowds = { [Kind in LiveKind]: Crowd<EventOf[Kind]> }

function createCrowd<Event>(): Crowd<Event> {
  return { members: new Map(), groups: createGroups() }
}

/** Where fewer than one of so many is concerned, those are put in order; otherwise all are asked in turn. */
const fewOf = 8

/**
 * Whom an event concerns: who came first is told first, and what their sockets have in memory lies side by
 * side. Who joins meanwhile may be among them.
 */
function* concerned<Event>(
  { members, groups }: Crowd<Event>,
  facts: ArticleFacts,
): Generator<Member<Event>, void, undefined> {
  const matching = new Set(groups.matching(facts))
  let count = 0
  for (const group of matching) count += group.members.size
  if (count * fewOf < members.size) {
    const few = [...matching].flatMap((group) => [...group.members])
    for (const member of few.toSorted((a, b) => a.place - b.place)) {
      if (members.has(member)) yield member
    }
  } else {
    for (const [member, group] of members) if (matching.has(group)) yield member
  }
}

/** Hands one event to whom it concerns, one member at each step. */
function* handing<Event extends { position: EventPosition }>(
  crowd: Crowd<Event>,
  { event, facts }: { event: Event; facts: ArticleFacts },
): Generator<void, void, undefined> {
  for (const member of concerned(crowd, facts)) {
    member.isEarly &&= comparePositions(event.position, member.after) <= 0
    if (member.isEarly) continue
    member.queue.push(event)
    yield
  }
}

const readerBatch = 500
/** How often the log is looked at when no ring is heard, in milliseconds. */
const pollEvery = 1_000
/** The first wait for events that a running transaction holds back; doubles up to `pollEvery`. */
const firstRetry = 20

/** Is told of what is written as soon as this process hears of it. */
export interface Watch {
  /** Something was written, or may have been. */
  forget(of: Rung): void
  /** Until the next `forget` nobody would say so. */
  distrust(): void
}

/** Starts to follow the log where it ends now. */
export async function startEventReader(
  reads: Pick<Reads, 'db' | 'listen'>,
  log: Log,
  watch: Watch = { forget() {}, distrust() {} },
): Promise<EventReader> {
  const crowds: Crowds = {
    ADDED: createCrowd(),
    PLACED: createCrowd(),
    REVISED: createCrowd(),
    GROUPED: createCrowd(),
  }
  const all = Object.values(crowds)
  const bell = createBell()
  let position = await currentPosition(reads.db())
  let joined = 0
  let running = true
  const stopping = new AbortController()
  let hearing = true
  const listener = await reads.listen(
    (of) => {
      hearing = true
      if (running) watch.forget(of)
      bell.ring()
    },
    () => {
      hearing = false
      watch.distrust()
    },
  )

  /** @returns what is to be done to hand out what happened of one kind, in commit order */
  async function readFor<Kind extends LiveKind>(
    db: Db,
    among: Pick<Crowds, Kind>,
    kind: Kind,
    events: readonly ArticleEvent[],
  ): Promise<Task[]> {
    const crowd: Crowd<EventOf[Kind]> = among[kind]
    const read = await readLive(db, kind, events)
    return read.map((each) => {
      const steps = handing(crowd, each)
      return () => steps.next().done !== true
    })
  }

  /**
   * Once everything is read nothing awaits: nobody can join between that and the position. Whoever joined as
   * the first of a kind while others were read for is read for too. Whoever joins while it is handed out has
   * named a later point, so it is not handed to them.
   */
  async function handOut(
    db: Db,
    events: readonly ArticleEvent[],
    reached: EventPosition,
  ): Promise<void> {
    const ready = new Map<LiveKind, Task[]>()
    for (;;) {
      const kind = liveKinds.find((each) => crowds[each].members.size > 0 && !ready.has(each))
      if (!kind) break
      ready.set(kind, await readFor(db, crowds, kind, events))
    }
    for (const tasks of ready.values()) tasks.forEach(inTurn)
    position = reached
    if (ready.size > 0) await new Promise<void>((resolve) => inTurn(resolve))
  }

  /** Reading is faster than delivering: after a bulk of articles everyone would seem too slow. */
  async function letMembersCatchUp(): Promise<void> {
    const queues = all.flatMap(({ members }) => [...members.keys()].map(({ queue }) => queue))
    await untilRoom(queues, readerBatch)
  }

  async function follow(): Promise<void> {
    let retries = 0
    while (!stopping.signal.aborted) {
      let wait = pollEvery
      try {
        // Its articles are read where it was: another database may not have them yet.
        const db = reads.db()
        const batch = await readEvents(db, position, readerBatch)
        // A ring may have been lost, with whoever was to ring.
        const isNews = batch.events.length > 0 || batch.pending
        if (hearing && !running) watch.forget('names')
        else if (hearing && isNews) watch.forget('articles')
        await handOut(db, batch.events, batch.position)
        if (!running) log.info('The event log is read again')
        running = true
        if (batch.events.length > 0) retries = 0
        if (batch.more) wait = 0
        else if (batch.pending) wait = Math.min(pollEvery, firstRetry * 2 ** retries)
        retries = batch.pending ? retries + 1 : 0
      } catch (error) {
        if (running) log.error('The event log cannot be read', { error })
        running = false
        watch.distrust()
      }
      if (stopping.signal.aborted) return
      await (wait === 0 ? letMembersCatchUp() : bell.sleep(wait))
    }
  }

  const following = follow()
  return {
    position: () => position,
    join<Kind extends LiveKind>(
      kind: Kind,
      filter: ResolvedFilter,
      after: EventPosition,
      queue: Queue<EventOf[Kind]>,
    ) {
      if (comparePositions(after, position) < 0) return null
      joined += 1
      const { members, groups }: Crowd<EventOf[Kind]> = crowds[kind]
      const member = { place: joined, after, isEarly: true, queue }
      const { group, leave } = groups.join(filter, member)
      members.set(member, group)
      return () => {
        members.delete(member)
        leave()
      }
    },
    begin: createBeginnings(),
    replay: createReplay(() => position),
    memberCount: () => all.reduce((sum, { members }) => sum + members.size, 0),
    isRunning: () => running && !stopping.signal.aborted,
    async stop() {
      stopping.abort()
      bell.ring()
      await Promise.all([following, listener.close()])
    },
  }
}
