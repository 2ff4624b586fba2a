import type { Page } from '@playwright/test'

import { databaseOfTests, freePort, invite, startProgram } from './programs.ts'
import { expect, test } from './test.ts'

const password = 'low water at nine'

/** Makes an account by the link of an invitation. */
async function join(page: Page, email: string, role: string): Promise<void> {
  await page.goto(await invite(role))
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is made')
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? 'with' : 'without'
  test.describe(`an account ${scripts} scripts`, () => {
    test.use({ javaScriptEnabled })
    const email = `desk-${scripts}@news.example`

    test('is made by invitation, makes a key, is left and entered again', async ({ page }) => {
      await join(page, email, 'admin')

      const menu = page.getByLabel(`Your account: ${email}`)
      await menu.click()
      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByRole('link', { name: 'API keys' }).click()
      await page.getByRole('button', { name: 'Make a key' }).click()
      await expect(page.getByText('Choose at least one.')).toBeVisible()
      await page.getByLabel('Name').fill(`wire ${scripts} scripts`)
      await page.getByLabel('Change sources').check()
      await page.getByRole('button', { name: 'Make a key' }).click()
      const made = page.getByRole('region', { name: 'The key is made' })
      await expect(made.locator('code')).toHaveText(/^ck_/)
      const key = page.getByRole('listitem').filter({ hasText: `wire ${scripts} scripts` })
      await key.getByRole('button', { name: 'Revoke' }).click()
      await expect(page.getByRole('status')).toHaveText('The key is revoked.')
      await expect(key).toContainText('revoked')

      await page.goto('/sources/add')
      await expect(page.getByLabel('API key'), 'an admin needs none').toHaveCount(0)

      await menu.click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()

      await page.goto('/settings')
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings$/)
      await page.getByLabel('E-mail address').fill(email)
      await page.getByLabel('Password').fill('not this one')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByText(/There is no account with this/)).toBeVisible()
      await expect(page.getByLabel('E-mail address')).toHaveValue(email)
      await signIn(page, email)
      await expect(page).toHaveURL(/\/settings$/)
      await expect(menu).toBeVisible()
    })
  })
}

test('an admin invites somebody, says what they may, and keeps them out', async ({
  page,
  browser,
}) => {
  await join(page, 'chief@news.example', 'admin')
  await page.goto('/settings/people')
  await page.getByLabel('Role', { exact: true }).selectOption('Editor')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const made = page.getByRole('region', { name: 'The invitation is made' })
  const link = await made.locator('code').innerText()

  const context = await browser.newContext()
  const theirs = await context.newPage()
  await theirs.goto(link)
  await theirs.getByLabel('E-mail address').fill('reporter@news.example')
  await theirs.getByLabel('Password').fill(password)
  await theirs.getByRole('button', { name: 'Make the account' }).click()
  await theirs.getByText('Your account is made').waitFor()

  await page.goto('/settings/people')
  await expect(page.getByLabel('Role of reporter@news.example')).toHaveValue('EDITOR')
  await page.getByRole('button', { name: 'Keep reporter@news.example from signing in' }).click()
  await expect(page.getByRole('status')).toContainText('may not sign in any more')
  await theirs.goto('/settings')
  await expect(theirs, 'their session is over').toHaveURL(/\/sign-in\?next=%2Fsettings$/)
  await context.close()
})

test('a reader chooses German and dark pages, without an account', async ({ page }) => {
  await page.goto('/about')
  await page.getByRole('link', { name: 'Appearance and language' }).click()
  await page.getByLabel('Deutsch').check()
  await page.getByLabel('Dark').check()
  await page.getByLabel('Compact').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toHaveText('Dieser Browser behält Ihre Wahl.')

  await page.goto('/?actor=nato&topic=sport')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Artikel über NATO, zu Sport, neueste zuerst',
  )
  await page.goto('/')
  const background = await page.evaluate(
    () => getComputedStyle(document.documentElement).background,
  )
  expect(background).toContain('oklch(0.185')
  await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
  await expect(page.getByText(/^Veröffentlicht am \d+\. \p{L}+ \d{4} um/u)).toBeVisible()
  await page.getByRole('link', { name: 'Quellen' }).click()
  await expect(page).toHaveTitle('Quellen · Courant')
  await expect(page.getByRole('link', { name: 'Quelle hinzufügen' })).toBeVisible()
})

test('where reading is closed, every page leads to signing in, and back', async ({
  page,
  browser,
}) => {
  await join(page, 'subscriber@news.example', 'reader')
  const apiPort = String(await freePort())
  const webPort = String(await freePort())
  const api = await startProgram('api/dist/index.js', {
    DATABASE_URL: databaseOfTests(),
    API_PORT: apiPort,
    READING: 'closed',
  })
  const web = await startProgram('web/dist/server.js', {
    WEB_PORT: webPort,
    API_URL: `http://127.0.0.1:${apiPort}`,
  })
  try {
    const closed = `http://localhost:${webPort}`
    const theirs = await (await browser.newContext({ baseURL: closed })).newPage()
    await theirs.goto('/?actor=nato')
    await expect(theirs).toHaveURL(/\/sign-in\?next=%2F%3Factor%3Dnato$/)
    await signIn(theirs, 'subscriber@news.example')
    await expect(theirs).toHaveURL(`${closed}/?actor=nato`)
    await expect(theirs.getByRole('article').first()).toBeVisible()
    await theirs.context().close()
  } finally {
    await web.stop()
    await api.stop()
  }
})
