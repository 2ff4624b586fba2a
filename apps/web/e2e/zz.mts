import { chromium } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'
import { startStack } from './stack.ts'
const cpu = () => {
  const m = new Map<string, number>()
  for (const p of readdirSync('/proc')) {
    if (!/^\d+$/.test(p)) continue
    try {
      const cmd = readFileSync(`/proc/${p}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const s = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1]!.split(' ')
      m.set(
        p + ' ' + (cmd.match(/--type=\S+/)?.[0] ?? '') + cmd.slice(0, 60),
        (Number(s[11]) + Number(s[12])) / 100,
      )
    } catch {}
  }
  return m
}
const stack = await startStack()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...process.argv.slice(2)],
})
const before = cpu()
const t = performance.now()
const N = 10
let ctx = 0,
  go = 0,
  close = 0
for (let i = 0; i < N; i++) {
  let s = performance.now()
  const c = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  const p = await c.newPage()
  ctx += performance.now() - s
  s = performance.now()
  await p.goto(stack.webUrl + '/')
  go += performance.now() - s
  s = performance.now()
  await p.getByRole('article').first().innerText()
  await c.close()
  close += performance.now() - s
}
console.log(
  'per test',
  (performance.now() - t) / N,
  'ctx',
  ctx / N,
  'goto',
  go / N,
  'rest',
  close / N,
)
const after = cpu()
for (const [k, v] of [...after]
  .map(([k, v]) => [k, v - (before.get(k) ?? 0)] as const)
  .sort((a, b) => b[1] - a[1])
  .slice(0, 14))
  console.log((v / N).toFixed(2), k)
await browser.close()
await stack.stop()
