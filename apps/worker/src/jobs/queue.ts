import type { DueSource } from '@courant/feed'
import pg from 'pg'
import PgBoss from 'pg-boss'

/** A source to poll. */
export interface PollJob {
  id: string
  sourceId: string
  /** How often it was begun before and not brought to an end. */
  tries: number
}

export interface FailedPoll extends PollJob {
  reason: string
}

export interface PollQueue {
  /** The hosts whose sources are queued or being polled. */
  hosts(): Promise<string[]>
  add(due: readonly DueSource[]): Promise<void>
  /** Takes up to so many jobs for the caller alone. */
  take(count: number): Promise<PollJob[]>
  /** Whether a job is still the one that was taken: nobody gave it up or began it anew since. */
  isTaken(job: PollJob): Promise<boolean>
  /** Removes jobs. One whose source is due all the same is queued again. */
  remove(ids: readonly string[]): Promise<void>
  /** Has a job tried again after a while, and given up after the tenth time. */
  fail(id: string, reason: string): Promise<void>
  /**
   * Does the same with the jobs of workers that are gone, and with those that take far too long.
   * @returns their ids
   */
  failAbandoned(): Promise<string[]>
  /** Jobs that were given up. */
  givenUp(): Promise<FailedPoll[]>
  /** Puts jobs away that nobody took for an hour. */
  tidy(): Promise<void>
  close(): Promise<void>
}

const name = 'poll'
/** "poll" */
const makingLock = 0x706f6c6c

/**
 * A worker that dies in the middle has its job tried again by another after 1 to 2 seconds, then after
 * twice as long each time. A feed that kills its worker every time is given up after the tenth, a quarter
 * of an hour later: by then it is not others that kill the workers.
 */
const retries = { retryLimit: 10, retryDelay: 1, retryBackoff: true }

/** A worker may be frozen and yet be connected. A poll with the pages of its articles takes minutes. */
const expireInSeconds = 30 * 60

/**
 * Opens the queue of polls, which pg-boss keeps in the schema `pgboss`; makes it if it is not there.
 * @param url of the database
 */
export async function openPollQueue(url: string): Promise<PollQueue> {
  const db = openJobDb(url)
  // Neither its timers nor its cron: what is due, the sources say.
  const boss = new PgBoss({ db, supervise: false, schedule: false })
  boss.on('error', () => {})
  try {
    await db.onOne(async (one) => {
      // Workers that start together would make the queue together, each waiting for the other's locks.
      await one.executeSql('SELECT pg_advisory_lock($1)', [makingLock])
      await boss.start()
      // Of a source, one job at most waits, and not for ever.
      await boss.createQueue(name, { name, policy: 'short', retentionMinutes: 60 })
      await one.executeSql('SELECT pg_advisory_unlock($1)', [makingLock])
    })
  } catch (error) {
    await db.close()
    throw error
  }
  return {
    async hosts() {
      const { rows } = await db.executeSql(
        `SELECT data->>'host' AS host FROM pgboss.job
         WHERE name = '${name}' AND state IN ('created', 'retry', 'active')`,
      )
      return rows.map(({ host }) => host)
    },
    async add(due) {
      await boss.insert(
        due.map(({ id, host, isNew }) => ({
          name,
          data: { sourceId: id, host },
          singletonKey: id,
          priority: isNew ? 1 : 0,
          ...retries,
          expireInSeconds,
        })),
      )
    },
    async take(batchSize) {
      // pg-boss takes a failure for an empty queue; we have to know of it.
      let failure: unknown
      const watched: PgBoss.Db = {
        executeSql: (text, values) =>
          db.executeSql(text, values).catch((error: unknown) => {
            failure = error
            throw error
          }),
      }
      const options = { batchSize, includeMetadata: true, db: watched } as const
      const taken = await boss.fetch<{ sourceId: string }>(name, options)
      if (failure) throw failure
      return taken.map(({ id, data, retryCount }) => ({
        id,
        sourceId: data.sourceId,
        tries: retryCount,
      }))
    },
    async isTaken({ id, tries }) {
      const { rows } = await db.executeSql(
        `SELECT FROM pgboss.job
         WHERE name = '${name}' AND id = $1 AND state = 'active' AND retry_count = $2`,
        [id, tries],
      )
      return rows.length > 0
    },
    remove: (ids) => boss.deleteJob(name, [...ids]),
    fail: (id, reason) => boss.fail(name, id, { message: reason }),
    async failAbandoned() {
      return db.onOne(async (one) => {
        // While we hold its lock, nobody else takes it for abandoned, and nobody begins it.
        const { rows } = await one.executeSql(
          `WITH begun AS MATERIALIZED (
             SELECT id, CASE WHEN started_on + expire_in < now() THEN 'late'
               ELSE retry_count::text END AS tries
             FROM pgboss.job
             WHERE name = '${name}' AND state = 'active' AND started_on < now() - interval '2 seconds')
           SELECT id FROM begun WHERE pg_try_advisory_lock(${lockOf('id', 'tries')})`,
        )
        const reason = { message: 'Its worker ended in the middle of it.' }
        for (const { id } of rows) await boss.fail(name, id, reason, { db: one })
        if (rows.length > 0) await one.executeSql('SELECT pg_advisory_unlock_all()')
        return rows.map(({ id }) => id)
      })
    },
    async givenUp() {
      const { rows } = await db.executeSql(
        `SELECT id, data->>'sourceId' AS "sourceId", retry_count AS tries,
           coalesce(output->>'message', '') AS reason
         FROM pgboss.job WHERE name = '${name}' AND state = 'failed'`,
      )
      return rows
    },
    tidy: () => boss.maintain(),
    close: () => db.close(),
  }
}

/** The lock that a worker holds while it works on a job for the first, second, ... time, as SQL. */
export function lockOf(id: string, tries: string): string {
  return `hashtextextended('courant.poll.' || ${id}::text || '.' || ${tries}::text, 0)`
}

/** What the queries here ask for, each for some of it. */
interface JobRow extends FailedPoll {
  host: string
}

interface Connection extends PgBoss.Db {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: JobRow[] }>
}

interface JobDb extends Connection {
  /** Does several things on one connection. */
  onOne<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * What pg-boss asks is asked on connections of ours. It sends transactions as one text, and one that
 * fails in the middle leaves its connection unusable, so after a failure the connection is closed.
 */
function openJobDb(url: string): JobDb {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'courant jobs',
    max: 2,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  // A connection lost while idle is replaced by the next query.
  pool.on('error', () => {})

  const onOne: JobDb['onOne'] = async (work) => {
    const client = await pool.connect()
    try {
      const result = await work({
        executeSql: (text, values) => client.query<JobRow>(text, values),
      })
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  return {
    onOne,
    executeSql: (text, values) => onOne((one) => one.executeSql(text, values)),
    close: () => pool.end(),
  }
}
