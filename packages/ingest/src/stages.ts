import { channel } from 'node:diagnostics_channel'

/** What the way of an article consists of. */
export type Stage = 'parse' | 'enrich' | 'store'

/**
 * `courant.ingest` of Node's diagnostics channels tells whoever listens how long each stage took, as
 * `{ stage, milliseconds }`, once for each document or batch. Without a listener it costs nothing.
 */
const stages = channel('courant.ingest')

export function tellStage(stage: Stage, milliseconds: number): void {
  if (stages.hasSubscribers) stages.publish({ stage, milliseconds })
}

/** Does a stage's work, and tells how long it took. */
export async function timed<T>(stage: Stage, work: () => T | Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const result = await work()
  tellStage(stage, performance.now() - startedAt)
  return result
}
