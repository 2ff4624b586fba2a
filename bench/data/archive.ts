import { mkdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { gatherCompany } from '@courant/feed'
import { createDb } from '@courant/prisma'
import { type EmbeddedServer, startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'
import pg from 'pg'

import { stripTables } from './bulk.ts'
import { caughtUp, events, plan, rollups, tablesOf } from './fill.ts'
import { writePools } from './pools.ts'

/** Beside what git ignores; of another disk where `BENCH_DATA` says so. */
const home = process.env.BENCH_DATA ?? join(import.meta.dirname, '../.data')

/** Without bodies ten million articles fit where two million would. */
interface Kind {
  bodies?: boolean
}

const folderOf = (articles: number, { bodies = true }: Kind) =>
  join(home, `articles-${articles}${bodies ? '' : '-without-bodies'}`)

/** Where its PostgreSQL has its data. */
export function archiveFolder(articles: number): string {
  return join(folderOf(articles, {}), 'postgres')
}

/**
 * PostgreSQL with so many articles in it, made where there is none yet: about five minutes and 8 GB for
 * a million. It is kept for the next run; what changes it has to take its changes back.
 */
export async function openArchive(articles: number, kind: Kind = {}): Promise<EmbeddedServer> {
  const folder = folderOf(articles, kind)
  const complete = join(folder, 'complete')
  const isComplete = existsSync(complete)
  if (!isComplete) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), durable: false })
  try {
    await migrate(server.url)
    if (!isComplete) {
      await makeArchive(server.url, articles, kind)
      await writeFile(complete, new Date().toISOString())
    }
    await gather(server.url)
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function makeArchive(url: string, articles: number, { bodies = true }: Kind): Promise<void> {
  const tables = tablesOf(bodies)
  const begun = performance.now()
  const say = (done: string) =>
    console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${done}`)
  console.log(`Making ${articles} articles, once`)
  const client = await connect(url)
  try {
    const bare = await stripTables(client, Object.keys(tables))
    await writePools(client)
    await client.query(plan(articles))
    await client.query('ALTER TABLE bench_article ADD PRIMARY KEY (n); ANALYZE bench_article')
    say('what each is made of')
    await sideBySide(url, Object.entries(tables), async (own, [table, statement]) => {
      // Its triggers would count rows one by one.
      await own.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      await own.query(statement)
      await own.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
      say(table)
      const { statements } = bare.restore.find((each) => each.table === table)!
      for (const make of statements) await own.query(make)
      say(`${table}: ${statements.length} indexes`)
      await own.query(`VACUUM ANALYZE ${table}`)
    })
    for (const make of bare.references) await client.query(make)
    say('references checked')
    await client.query(rollups)
    say('rollups')
    await client.query(events)
    await client.query(caughtUp)
    await client.query(`SELECT setval('article_feed_seq', ${articles % 1_048_576})`)
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relname ~ '^bench_' AND relkind = 'r'`,
    )
    for (const { name } of rows) await client.query(`DROP TABLE ${name}`)
    await client.query('VACUUM ANALYZE')
    await client.query('CHECKPOINT')
    say('ready')
  } finally {
    await client.end()
  }
}

/** What a worker would have gathered of the periods that are over. */
async function gather(url: string): Promise<void> {
  const db = createDb(url, { poolSize: 1 })
  try {
    const begun = performance.now()
    let periods = 0
    for (let more = true; more;) {
      const gathering = await gatherCompany(db, new Date())
      periods += gathering.gathered
      more = gathering.more
    }
    if (periods === 0) return
    await db.$executeRaw`VACUUM ANALYZE posting_period`
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    console.log(`${seconds.padStart(5)} s  company of ${periods} periods of lists`)
  } finally {
    await db.$disconnect()
  }
}

/** Two at a time, each on a connection of its own. */
async function sideBySide<Item>(
  url: string,
  items: readonly Item[],
  work: (client: pg.Client, item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const one = async () => {
    const client = await connect(url)
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift())
        await work(client, item)
    } finally {
      await client.end()
    }
  }
  await Promise.all([one(), one()])
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'`)
  return client
}
