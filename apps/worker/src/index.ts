import {
  closeStories,
  foldRollups,
  gatherCompany,
  groupArticles,
  pruneCandidates,
  pruneDeliveries,
  pruneEvents,
  pruneHosts,
} from '@courant/feed'
import { createModel } from '@courant/ingest'

import { openDatabase } from './database.ts'
import { type Env, readEnv } from './env.ts'
import { keepHubs } from './hubs.ts'
import { createPolls } from './jobs/polls.ts'
import { createLog, type Log } from './log.ts'
import { reasonOf } from './reason.ts'
import { repeat } from './repeat.ts'
import { createWebhooks } from './webhooks.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A live reader who was away for longer reads the feed anew. */
const eventsKept = 7 * 24 * hour

/** What is not finished by then is given up; other workers take it over. */
const stopPatience = 9 * second

try {
  const env = readEnv()
  await run(env, createLog(env.logLevel), untilStopped())
  process.exit(0)
} catch (error) {
  console.error(reasonOf(error))
  process.exit(1)
}

async function run(env: Env, log: Log, signal: AbortSignal): Promise<void> {
  const { db, url, close } = await openDatabase(env)
  const { allowPrivateHosts, contact, languageModel } = env
  const onFailure = (reason: string) => log('warn', 'The language model did not help', { reason })
  const model = languageModel && createModel({ ...languageModel, onFailure })
  const options = { allowPrivateHosts, contact, model }
  const polls = createPolls({ db, url, options, log, signal })
  const webhooks = createWebhooks({ db, url, options: { allowPrivateHosts, contact }, log, signal })
  const group = async () => {
    for (let more = true; more && !signal.aborted;) {
      const grouping = await groupArticles(db)
      if (grouping.grouped > 0) log('debug', 'Articles were put into stories', grouping)
      ;({ more } = grouping)
    }
  }
  const fold = async () => {
    for (let more = true; more && !signal.aborted;) ({ more } = await foldRollups(db))
  }
  const gather = async () => {
    for (let more = true; more && !signal.aborted;) {
      const gathering = await gatherCompany(db, new Date())
      if (gathering.gathered > 0) log('debug', 'Company of lists was gathered', gathering)
      ;({ more } = gathering)
    }
  }
  const tidy = async () => {
    await closeStories(db, new Date())
    const dropped = await pruneEvents(db, new Date(Date.now() - eventsKept))
    if (dropped > 0) log('info', 'Old events were dropped', { dropped })
    const names = await pruneCandidates(db)
    if (names > 0) log('info', 'Names that did not come up again were dropped', { names })
    await pruneHosts(db)
    await pruneDeliveries(db, new Date())
    await polls.tidy()
  }

  log('info', 'The worker is ready')
  process.send?.({ ready: true })
  await Promise.all([
    repeat(polls.work, { pause: second, signal, log }),
    repeat(webhooks.queue, { pause: second, signal, log }),
    repeat(webhooks.send, { pause: second, signal, log }),
    repeat(group, { pause: 2 * second, signal, log }),
    repeat(fold, { pause: 2 * second, signal, log }),
    repeat(gather, { pause: 10 * minute, signal, log }),
    repeat(tidy, { pause: hour, signal, log }),
    repeat(keepHubs(db, env, { signal, log }), { pause: 10 * second, signal, log }),
  ])
  await polls.close()
  await webhooks.close()
  await close()
  log('info', 'The worker has stopped')
}

/** Aborted by a signal, or because the process that started this one is gone. */
function untilStopped(): AbortSignal {
  const stopping = new AbortController()
  const stop = () => {
    stopping.abort(new Error('The worker is stopping'))
    setTimeout(() => process.exit(0), stopPatience).unref()
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, stop)
  return stopping.signal
}
