import type { Page } from '@playwright/test'

import { invite } from './programs.ts'
import { aStory } from './story.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

/** The pages, each with what must be there before it is judged. */
const pages: [string, (page: Page) => Promise<unknown>][] = [
  ['the feed', (page) => page.goto('/?actor=nato&topic.none=sport&find=germany')],
  [
    'an article',
    async (page) => {
      await page.goto('/')
      await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
      await page.waitForURL('**/articles/*')
    },
  ],
  [
    'an actor, with its numbers',
    async (page) => {
      await page.goto('/actors/nato')
      await page.getByText('The numbers as a table').click()
    },
  ],
  ['a topic', (page) => page.goto('/topics/politics-and-government?span=all')],
  [
    'a story',
    async (page) => {
      await page.goto('/')
      await page.goto(await aStory(page))
    },
  ],
  ['what is on the rise', (page) => page.goto('/trending?window=week')],
  ['a search', (page) => page.goto('/search?q=nato')],
  ['about', (page) => page.goto('/about')],
  ['an empty feed', (page) => page.goto('/?actor=nato&actor.none=nato')],
  ['the sources', (page) => page.goto('/sources')],
  ['a source', (page) => page.goto('/sources/the-lantern?done=saved')],
  ['renaming a source', (page) => page.goto('/sources/the-lantern/edit')],
  ['removing a source', (page) => page.goto('/sources/the-lantern/remove')],
  [
    'adding a source, with errors',
    async (page) => {
      await page.goto('/sources/add')
      await page.getByRole('button', { name: 'Find the feed' }).click()
      await page.getByText('Enter an API key.').waitFor()
    },
  ],
  ['the starter packs', (page) => page.goto('/sources/packs')],
  ['a starter pack', (page) => page.goto('/sources/packs/arab-world-ar?select=all')],
  ['importing a list', (page) => page.goto('/sources/import')],
  [
    'signing in, with an error',
    async (page) => {
      await page.goto('/sign-in?next=/settings')
      await page.getByLabel('E-mail address').fill('nobody@news.example')
      await page.getByLabel('Password').fill('low water at nine')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('There is no account with this').waitFor()
    },
  ],
  [
    'the settings',
    async (page) => {
      await page.goto(await invite('admin'))
      await page.getByLabel('E-mail address').fill('everyone@news.example')
      await page.getByLabel('Password').fill('low water at nine')
      await page.getByRole('button', { name: 'Make the account' }).click()
      await page.getByText('Your account is made').waitFor()
      await page.goto('/settings/people')
    },
  ],
]

for (const [name, open] of pages) {
  test(`${name} is accessible, light and dark, and fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await open(page)
    expect(await violations(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(page), 'dark').toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBe(390)
  })
}

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
