import type { EventPosition } from './log.ts'

/** Negative when `a` lies before `b` in commit order, zero when they are the same point. */
export function comparePositions(a: EventPosition, b: EventPosition): number {
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1
  return 0
}

export function earlier(a: EventPosition, b: EventPosition): EventPosition {
  return comparePositions(a, b) < 0 ? a : b
}

export function later(a: EventPosition, b: EventPosition): EventPosition {
  return comparePositions(a, b) < 0 ? b : a
}
