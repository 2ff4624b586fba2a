import { mkdir } from 'node:fs/promises'
import path from 'node:path'

import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

import config from '../playwright.config.ts'
import { joinWithBelongings, openPages, ownPages } from './every-page.ts'
import type { PageOfSite } from './every-page.ts'
import { startStack } from './stack.ts'

/**
 * `pnpm --filter @courant/web pictures FOLDER`, after a build: every page into the folder, light, dark and
 * on a telephone, of the sample articles. Without a folder, README's pictures are taken anew.
 */
const [folder] = process.argv.slice(2)
const readme = path.join(import.meta.dirname, '../../../docs/images')

const desk = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

const stack = await startStack()
process.env.E2E_DATABASE_URL = stack.databaseUrl
const browser = await chromium.launch(config.use?.launchOptions)
try {
  const context = await browser.newContext({ baseURL: stack.webUrl, viewport: desk })
  const page = await context.newPage()
  await mkdir(folder ?? readme, { recursive: true })
  if (folder === undefined) {
    await takeReadme(page)
  } else {
    for (const each of openPages) await takeAll(page, each, folder)
    await joinWithBelongings(page, 'pictures@news.example')
    for (const each of ownPages) await takeAll(page, each, folder)
  }
} finally {
  await browser.close()
  await stack.stop()
}

async function takeReadme(page: Page): Promise<void> {
  const file = (name: string) => path.join(readme, `${name}.png`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/?actor=nato&topic=politics-and-government&language=en')
  await page.getByText('Live: new articles').waitFor()
  await page.screenshot({ path: file('feed') })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
  await page.waitForURL('**/articles/*')
  await page.screenshot({ path: file('article') })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/actors/nato')
  await page.screenshot({ path: file('actor') })
}

async function takeAll(page: Page, { name, open }: PageOfSite, folder: string): Promise<void> {
  const take = (how: string) =>
    page.screenshot({ path: path.join(folder, `${name} - ${how}.png`), fullPage: true })
  await page.setViewportSize(desk)
  await page.emulateMedia({ colorScheme: 'light' })
  await open(page)
  await take('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take('dark')
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'light' })
  await take('phone')
  console.log(name)
}
