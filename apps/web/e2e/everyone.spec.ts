import type { Page } from '@playwright/test'

import { joinWithBelongings, openPages, ownPages } from './every-page.ts'
import type { PageOfSite } from './every-page.ts'
import { expect, test } from './test.ts'
import { colourViolations, violations } from './violations.ts'

/** Several pages in one context, which takes longer to make than a page to judge. */
async function everyoneReads(page: Page, pages: readonly PageOfSite[]): Promise<void> {
  for (const { name, open } of pages) {
    await test.step(name, async () => {
      await page.setViewportSize({ width: 1440, height: 1000 })
      await page.emulateMedia({ colorScheme: 'light' })
      await open(page)
      expect.soft(await violations(page), `${name}, light`).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect.soft(await colourViolations(page), `${name}, dark`).toEqual([])
      await page.setViewportSize({ width: 390, height: 844 })
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect.soft(width, `${name}, on a telephone`).toBe(390)
    })
  }
}

test.describe('every page is accessible, light and dark, and fits a telephone', () => {
  test.setTimeout(300_000)

  test('of those that are open to all', async ({ page }) => {
    await everyoneReads(page, openPages)
  })

  test("of those that are one's own", async ({ page }) => {
    await joinWithBelongings(page, 'everyone@news.example')
    await everyoneReads(page, ownPages)
  })
})

test('the keyboard reaches the articles past the filter, and an article', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the articles' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const first = page.getByRole('article').first()
  await expect(first.getByRole('link').first()).toBeFocused()
  await first.getByRole('heading').getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/articles\//)
})

test('pages carry a policy that lets no foreign script in', async ({ page }) => {
  const answer = await page.goto('/')
  const headers = answer?.headers() ?? {}
  expect(headers['content-security-policy']).toMatch(/script-src 'self';/)
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
})
