import { chromium } from '@playwright/test'
import config from '../playwright.config.ts'
const [base, ...paths] = process.argv.slice(2)
const browser = await chromium.launch(config.use?.launchOptions)
for (const spec of paths) {
  const [path, name, width = '1440', scheme = 'light'] = spec.split('|')
  const page = await browser.newPage({ viewport: { width: Number(width), height: width === '390' ? 844 : 1000 }, colorScheme: scheme as 'light', javaScriptEnabled: false })
  const answer = await page.goto(base + path)
  console.log(name, answer?.status(), await page.evaluate(() => document.documentElement.scrollWidth))
  await page.screenshot({ path: `/tmp/h/wp-${name}.png`, clip: { x: 0, y: 0, width: Number(width), height: width === '390' ? 2400 : 1500 }, fullPage: true })
  await page.close()
}
await browser.close()
