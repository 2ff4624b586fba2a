import type { Locator } from '@playwright/test'

import { expect, test } from './test.ts'

const key = process.env.E2E_API_KEY ?? ''

for (const [javaScriptEnabled, slug, title, feeds] of [
  [true, 'austria-de', 'Austria', ['Der Standard', 'Kurier']],
  [false, 'ireland-en', 'Ireland', ['RTÉ News', 'The Journal']],
] as const) {
  test.describe(javaScriptEnabled ? 'starter packs' : 'starter packs without scripts', () => {
    test.use({ javaScriptEnabled })

    test('are offered by country and language, and nothing is chosen for anybody', async ({
      page,
    }) => {
      await page.goto('/sources')
      await page.getByRole('link', { name: 'Starter packs' }).click()
      await expect(page).toHaveTitle('Starter packs · Courant')
      const countries = page.getByRole('region', { name: 'Countries' })
      await expect(packIn(countries, title)).toContainText(feeds[0])
      await page
        .getByRole('list', { name: 'Language' })
        .getByRole('link', { name: 'Polish' })
        .click()
      await expect(countries.getByRole('heading', { level: 3 })).toHaveText(['Poland'])
      await countries.getByRole('link', { name: 'Poland' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Poland')
      const boxes = page.getByRole('group', { name: 'Which feeds?' }).getByRole('checkbox')
      expect(await boxes.count()).toBeGreaterThanOrEqual(5)
      for (const box of await boxes.all()) await expect(box).not.toBeChecked()
      await page.getByRole('link', { name: 'Select all' }).click()
      await expect(page).toHaveURL(/select=all/)
      for (const box of await boxes.all()) await expect(box).toBeChecked()
      await page.getByRole('link', { name: 'Select none' }).click()
      await expect(boxes.first()).not.toBeChecked()
    })

    test('subscribe to what is selected, and show it as read from then on', async ({ page }) => {
      await page.goto(`/sources/packs/${slug}`)
      await page.getByLabel('Folder').fill('At home')
      await page.getByLabel('API key').fill(key)
      await page.getByRole('button', { name: 'Subscribe to selected' }).click()
      await expect(page.getByRole('group')).toHaveAccessibleDescription(/Choose at least one feed/)
      await expect(page.getByLabel('Folder')).toHaveValue('At home')

      for (const feed of feeds) await page.getByLabel(feed, { exact: true }).check()
      await page.getByRole('button', { name: 'Subscribe to selected' }).click()
      await expect(page.getByRole('status')).toHaveText(
        '2 sources are new. They are read in a moment.',
      )
      for (const feed of feeds) {
        await expect(page.getByLabel(feed, { exact: true })).toHaveCount(0)
        await expect(page.getByRole('link', { name: `You read it: ${feed}` })).toBeVisible()
      }
      await page.goto('/sources/packs')
      await expect(packIn(page.getByRole('main'), title)).toContainText('2 of them read already')
      await page.goto('/sources')
      const home = page.getByRole('region', { name: 'At home' })
      await expect(home.getByRole('link', { name: feeds[0], exact: true })).toBeVisible()
    })
  })
}

function packIn(place: Locator, title: string): Locator {
  const heading = place.page().getByRole('heading', { name: title, exact: true })
  return place.getByRole('listitem').filter({ has: heading })
}
