import { graphql } from '../generated/index.ts'
import { sendOperation } from '../lib/send-operation.ts'

const document = graphql(`
  query NewestEvent {
    articles(first: 1) {
      liveCursor
    }
  }
`)

/** In milliseconds: what is known of the log is that old at most. */
const fresh = 50
const timeout = 2_000

let asked: { at: number; position: Promise<string | null> } | undefined

/**
 * Where the event log ends, as everybody may know it; null where reading is closed or the API does not answer.
 * Asked at most twenty times a second.
 */
export function newestEvent(): Promise<string | null> {
  const now = performance.now()
  if (!asked || now - asked.at > fresh) asked = { at: now, position: ask() }
  return asked.position
}

async function ask(): Promise<string | null> {
  try {
    const { data } = await sendOperation<{ articles: { liveCursor: string } }>(
      document.toString(),
      {},
      { headers: {}, timeout },
    )
    return data?.articles.liveCursor ?? null
  } catch {
    return null
  }
}
