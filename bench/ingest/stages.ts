import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** Milliseconds of each stage, as `ingestDocument` tells them. */
export type Spent = Record<'parse' | 'enrich' | 'store', number>

/** Adds up what stages take until it is stopped. */
export function watchStages(): { spent: Spent; stop(): void } {
  const spent: Spent = { parse: 0, enrich: 0, store: 0 }
  const note = (message: unknown) => {
    const { stage, milliseconds } = message as { stage: keyof Spent; milliseconds: number }
    spent[stage] += milliseconds
  }
  subscribe('courant.ingest', note)
  return { spent, stop: () => unsubscribe('courant.ingest', note) }
}
