import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { openArchive } from './data/archive.ts'
import { courant } from './peers/courant.ts'
import { startPeer } from './peers/peer.ts'
const ticks = (pid: number) => {
  const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return [Number(f[11]) * 10, Number(f[12]) * 10]
}
const s = await openArchive(1_000_000)
const p = courant('uncached', {
  ANSWER_CACHE: '0',
  ...(process.env.PROF && { NODE_OPTIONS: '--import /tmp/prof-hook.mjs' }),
})
const r = await startPeer(p, s.url, 4890)
const { query: page } = (await p.bodyOf({ kind: 'page', name: '', asked: {} }, r.url)) as {
  query: string
}
const docs = { typename: '{ __typename }', ids: '{ articles { nodes { id } } }', page }
for (let i = 0; i < 3; i++)
  for (const [name, query] of Object.entries(docs)) {
    const a = ticks(r.process.pid!)
    const x = await autocannon({
      url: r.url + '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables: {} }),
      connections: 8,
      amount: 1500,
    })
    const b = ticks(r.process.pid!)
    console.log(
      i,
      name,
      'user',
      ((b[0]! - a[0]!) / 1500).toFixed(2),
      'sys',
      ((b[1]! - a[1]!) / 1500).toFixed(2),
      Math.round(x.requests.average) + '/s',
    )
  }
await r.stop()
await s.stop()
