import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
const cpu = (pid: number) => {
  const s = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(s[11]) + Number(s[12])) / 100
}
const sets: string[][] = [
  [],
  ['--disable-extensions'],
  [
    '--disable-component-extensions-with-background-pages',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-features=Translate,OptimizationHints,MediaRouter,ExtensionsToolbarMenu,GlobalMediaControls,ImprovedCookieControls,LazyFrameLoading,DestroyProfileOnBrowserClose,AcceptCHFrame,AutoExpandDetailsElement,CertificateTransparencyComponentUpdater,AvoidUnnecessaryBeforeUnloadCheckSync,SegmentationPlatform,HttpsUpgrades',
  ],
  ['--disable-gpu-compositing', '--disable-software-rasterizer', '--in-process-gpu'],
  [],
]
for (const args of sets) {
  const server = await chromium.launchServer({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...args],
  })
  const browser = await chromium.connect(server.wsEndpoint())
  const pid = server.process().pid!
  const t = performance.now(),
    c0 = cpu(pid)
  for (let i = 0; i < 8; i++) {
    const c = await browser.newContext()
    const p = await c.newPage()
    await p.goto('about:blank')
    await c.close()
  }
  console.log(
    args.join(' ').slice(0, 60),
    'wall',
    Math.round((performance.now() - t) / 8),
    'main cpu',
    (cpu(pid) - c0) / 8,
  )
  await server.close()
}
