import { mkdir } from 'node:fs/promises'
import path from 'node:path'

import { chromium } from '@playwright/test'

import config from '../playwright.config.ts'
import { startStack } from './stack.ts'

/** `pnpm --filter @courant/web picture`, after a build: takes README's picture of the sample articles. */
const file = path.join(import.meta.dirname, '../../../docs/images/feed.png')
const feed = '/?actor=nato&topic=politics-and-government&language=en'

const stack = await startStack()
const browser = await chromium.launch(config.use?.launchOptions)
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
  })
  await page.goto(stack.webUrl + feed)
  await page.getByText('Live: new articles').waitFor()
  await mkdir(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file })
} finally {
  await browser.close()
  await stack.stop()
}
