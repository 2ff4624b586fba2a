/** `npm run bench -- NAME [--json FILE]`: runs one measurement and prints its table. */
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

import { measureFeed } from './feed.ts'
import { measureFresh } from './fresh.ts'
import { measureGrowth } from './growth.ts'
import { measureIngest } from './ingest.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureLive } from './live.ts'
import { measureScale } from './scale.ts'
import { measureStart } from './start.ts'
import { measureWeb } from './web.ts'
import { measureWorkers } from './workers.ts'

const benches = {
  feed: measureFeed,
  fresh: measureFresh,
  growth: measureGrowth,
  ingest: measureIngest,
  lighthouse: measureLighthouse,
  live: measureLive,
  scale: measureScale,
  start: measureStart,
  web: measureWeb,
  workers: measureWorkers,
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, articles: { type: 'string' }, only: { type: 'string' } },
})
const [name = ''] = positionals
if (!Object.hasOwn(benches, name)) {
  console.error(
    `Usage: npm run bench -- ${Object.keys(benches).join('|')} [--articles N] [--json FILE]`,
  )
  process.exit(2)
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
console.log(`${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${machine.node}`)
const figures = await benches[name as keyof typeof benches]({
  articles: values.articles ? Number(values.articles) : undefined,
  only: values.only?.split('|'),
})
console.table(figures)
if (values.json) await writeFile(values.json, JSON.stringify({ machine, figures }, null, 2))
