import autocannon from 'autocannon'
import pg from 'pg'
import { openArchive } from './data/archive.ts'
import { shapesOf } from './feed/shapes.ts'
import { ceiling } from './peers/ceiling.ts'
import { courant } from './peers/courant.ts'
import { startPeer } from './peers/peer.ts'
import { readFileSync } from 'node:fs'
import { execSync } from 'node:child_process'
const ticks = (pid: number) => {
  try {
    const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(f[11]) + Number(f[12])) * 10
  } catch {
    return 0
  }
}
const kids = (pid: number) =>
  execSync(`pgrep -P ${pid} || true`).toString().trim().split('\n').filter(Boolean).map(Number)
const s = await openArchive(1_000_000)
const c = new pg.Client({ connectionString: s.url })
await c.connect()
const shapes = (await shapesOf(c)).filter(({ name }) =>
  (process.argv[2] ?? 'unfiltered').split(',').includes(name),
)
const pm = Number(
  readFileSync(
    process.env.BENCH_DATA +
      '/articles-1000000/postgres/' +
      execSync(
        `find ${process.env.BENCH_DATA}/articles-1000000/postgres -name postmaster.pid -printf %P`,
      ).toString(),
    'utf8',
  ).split('\n')[0],
)
const peers = [
  ceiling,
  courant('uncached', {
    ANSWER_CACHE: '0',
    ...(process.env.PROF && { NODE_OPTIONS: '--import /tmp/prof-hook.mjs' }),
  }),
  courant('warm', {}),
].slice(0, Number(process.env.PEERS ?? 3))
const running = []
for (const [at, p] of peers.entries())
  running.push([p, await startPeer(p, s.url, 4890 + at)] as const)
for (const shape of shapes)
  for (let round = 0; round < Number(process.env.ROUNDS ?? 3); round++) {
    const out = []
    for (const [p, r] of running) {
      const body = await p.bodyOf(shape, r.url)
      if (!body) continue
      const opts = {
        url: r.url + p.path,
        method: 'POST' as const,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        connections: 16,
      }
      await autocannon({ ...opts, duration: Number(process.env.WARM ?? 0.5) })
      const n0 = ticks(r.process.pid!),
        p0 = kids(pm).reduce((a, k) => a + ticks(k), 0)
      const x = await autocannon({ ...opts, duration: 2 })
      const n = (ticks(r.process.pid!) - n0) / x.requests.total,
        pgc = (kids(pm).reduce((a, k) => a + ticks(k), 0) - p0) / x.requests.total
      out.push(
        `[cpu node ${n.toFixed(2)} pg ${pgc.toFixed(2)} ms] ` +
          `${p.name} ${Math.round(x.requests.average)}/s p50 ${x.latency.p50} p99 ${x.latency.p99}`,
      )
    }
    console.log(shape.name, out.join(' | '))
  }
for (const [, r] of running) await r.stop()
await c.end()
await s.stop()
