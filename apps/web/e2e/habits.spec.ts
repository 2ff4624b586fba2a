import type { Page } from '@playwright/test'

import { joinWithBelongings } from './every-page.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Find an actor or a topic' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

test('the keyboard alone walks through feed, filter and article', async ({ page }) => {
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  await page.goto('/')
  const articles = page.getByRole('article')
  const headline = (index: number) => articles.nth(index).getByRole('heading').getByRole('link')

  await press('j')
  await expect(headline(0)).toBeFocused()
  await press('j', 'j')
  await expect(headline(2)).toBeFocused()
  await expect(headline(2)).toBeInViewport()
  await press('k')
  await expect(headline(1)).toBeFocused()

  await press('/')
  await expect(page.locator('#find')).toBeFocused()
  await page.keyboard.type('ukrai')
  await expect(option(page, /^Ukraine/).first()).toBeVisible()
  await expect(page.getByText(/suggestions; the arrow keys lead to them/)).toBeAttached()
  expect(await violations(page)).toEqual([])
  await press('ArrowDown')
  await expect(option(page, /^Ukraine/).first()).toHaveAttribute('aria-selected', 'true')
  await press('Enter')
  await expect(page).toHaveURL('/?actor=ukraine')

  await press('/')
  await page.keyboard.type('sport')
  const sport = page.getByRole('group', { name: 'Topics' }).getByRole('option').first()
  await expect(sport).toContainText('Sport', { ignoreCase: true })
  await press('Escape')
  await expect(sport).toBeHidden()
  await expect(field(page)).toBeFocused()
  await press('ArrowDown')
  await expect(sport).toBeVisible()
  await press('ArrowUp', 'Alt+Enter')
  await expect(page).toHaveURL(/^[^?]+\/\?actor=ukraine&topic\.none=[a-z-]+$/)

  await press('j')
  const title = await page.locator(':focus').innerText()
  await press('o')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await press('g', 't')
  await expect(page).toHaveURL('/trending')
  await press('Shift+?')
  const help = page.getByRole('dialog', { name: 'Keys' })
  await expect(help).toContainText('The next article')
  expect(await violations(page)).toEqual([])
  await press('Escape')
  await expect(help).toBeHidden()
  await press('g', 'f')
  await expect(page).toHaveURL('/')
})

test('keys save an article and mark it as read, until they are turned off', async ({ page }) => {
  await joinWithBelongings(page, 'keys@news.example')
  await page.goto('/')
  const first = page.getByRole('article').first()
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await expect(first.getByRole('button', { name: 'Saved' })).toBeVisible()
  await page.keyboard.press('m')
  await expect(first.getByRole('button', { name: 'Mark as unread' })).toBeVisible()

  await page.goto('/settings/appearance')
  await page.getByRole('group', { name: 'Keys of one letter' }).getByLabel('Off').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your choice is kept in this browser.').waitFor()
  await page.goto('/')
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await page.keyboard.press('Shift+?')
  await expect(page.locator('body')).toBeFocused()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})

test('the palette leads to actors, saved feeds and pages, and changes the looks', async ({
  page,
}) => {
  await joinWithBelongings(page, 'palette@news.example')
  await page.goto('/?actor=nato')
  const palette = page.getByRole('dialog', { name: 'Go to' })
  const reach = async (typed: string, name: string | RegExp) => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(typed)
    await expect(option(page, name).first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
  }
  await page.getByRole('link', { name: 'Clear all' }).focus()
  await page.keyboard.press('Control+k')
  await expect(option(page, /^The alliance/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(page.getByRole('link', { name: 'Clear all' })).toBeFocused()

  await reach('germany', /^Germany/)
  await expect(page).toHaveURL('/actors/germany')
  await reach('alliance', /^The alliance/)
  await expect(page).toHaveURL('/?actor=nato')
  await reach('dark', /^Dark/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page).toHaveURL('/?actor=nato')
  await reach('webh', /^Webhooks/)
  await expect(page).toHaveURL('/settings/webhooks')
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a suggestion is taken by a finger', async ({ page }) => {
    await page.goto('/?topic.none=sport')
    await page.locator('.filter-panel summary').tap()
    await page.locator('#find').tap()
    await page.keyboard.type('nato')
    await option(page, /^NATO/).first().tap()
    await expect(page).toHaveURL('/?actor=nato&topic.none=sport')
  })
})

test('only the answer to what was typed last is shown', async ({ page }) => {
  let releaseFirst: () => void = () => undefined
  const first = new Promise<void>((resolve) => (releaseFirst = resolve))
  await page.route(/graphql.*%22search%22%3A%22ger%22/, async (route) => {
    await first
    await route.continue().catch(() => undefined)
  })
  await page.goto('/')
  await page.locator('#find').click()
  const asked = page.waitForRequest(/%22search%22%3A%22ger%22/)
  await page.keyboard.type('ger')
  await asked
  await field(page).fill('nato')
  await expect(option(page, /^NATO/).first()).toBeVisible()
  releaseFirst()
  await field(page).press('End')
  await expect(option(page, /^NATO/).first()).toBeVisible()
  await expect(option(page, /^Germany/)).toHaveCount(0)
})
