import pg from 'pg'

import { lockOf, type PollJob } from './queue.ts'

/** A connection that says that its worker lives: what it holds is free at once when the worker is killed. */
export interface Session {
  /** Aborted when the connection is lost, and with it all that it held. */
  lost: AbortSignal
  /** Takes the lock of a job. False where another worker has it. */
  hold(job: PollJob): Promise<boolean>
  letGo(job: PollJob): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a connection to hold the locks of jobs by. PostgreSQL frees them when the process ends, however it
 * ends, and within half a minute when its machine or the network is gone.
 */
export async function openSession(url: string): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'courant worker',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  const losing = new AbortController()
  // A lost connection also emits 'end', which is where it is dealt with.
  client.on('error', () => {})
  client.on('end', () => losing.abort(new Error('The connection to the database was lost')))
  await client.connect()
  await client.query(
    'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3',
  )

  // One question after the other: several jobs share the connection.
  let last: Promise<unknown> = Promise.resolve()
  const ask = async (lockFunction: string, { id, tries }: PollJob) => {
    const text = `SELECT ${lockFunction}(${lockOf('$1', '$2')}) AS did`
    const before = last
    const asked = (async () => {
      await before.catch(() => {})
      return client.query<{ did: boolean }>(text, [id, tries])
    })()
    last = asked
    return (await asked).rows[0]!.did
  }
  return {
    lost: losing.signal,
    hold: (job) => ask('pg_try_advisory_lock', job),
    async letGo(job) {
      if (await ask('pg_advisory_unlock', job)) return
      throw new Error(
        'The worker needs connections that stay its own, to hold locks by. Have DATABASE_URL lead to ' +
          'PostgreSQL itself, or to a pooler in session mode.',
      )
    },
    async close() {
      client.removeAllListeners('end')
      await client.end().catch(() => {})
    },
  }
}
