import { invite } from './programs.ts'
import { expect, test } from './test.ts'
import { colourViolations, violations } from './violations.ts'

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? 'with' : 'without'
  test.describe(`a webhook ${scripts} scripts`, () => {
    test.use({ javaScriptEnabled })

    test('is made of what the feed shows, tried, paused and removed', async ({ page }) => {
      await page.goto(await invite('reader'))
      await page.getByLabel('E-mail address').fill(`hooks-${scripts}@news.example`)
      await page.getByLabel('Password').fill('low water at nine')
      await page.getByRole('button', { name: 'Make the account' }).click()
      await page.getByText('Your account is made').waitFor()

      await page.goto('/?actor=nato')
      await page.getByRole('link', { name: 'Webhook', exact: true }).click()
      await page.getByRole('button', { name: 'Make the webhook' }).click()
      await expect(page.getByText('Give it a name, to tell it by.')).toBeVisible()
      await page.getByLabel('Name').fill('News desk')
      await page.getByLabel('Address to send to').fill('http://169.254.169.254/latest/')
      await page.getByRole('button', { name: 'Make the webhook' }).click()
      await expect(page.getByText(/is not on the public internet/)).toBeVisible()
      await page.getByLabel('Address to send to').fill('https://receiver.example/hook?token=1')
      await page.getByRole('button', { name: 'Make the webhook' }).click()
      const made = page.getByRole('region', { name: 'The webhook is made' })
      await expect(made.locator('code')).toHaveText(/^whsec_.{44}$/)

      await made.getByRole('link', { name: 'To the webhook' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('News desk')
      await expect(page.getByText('Articles about NATO, newest first')).toBeVisible()
      await expect(page.getByText('whsec_')).toHaveCount(0)
      await page.getByRole('button', { name: 'Send a test' }).click()
      await expect(page.getByRole('status')).toContainText('A test is on its way.')
      const log = page.getByRole('region', { name: 'Deliveries' })
      await expect(log.getByRole('listitem')).toContainText('Waiting to be sent')
      await log.getByRole('button', { name: 'Send again: Test' }).click()
      await expect(page.getByRole('status')).toContainText('It is sent again.')
      if (javaScriptEnabled) {
        expect(await violations(page), 'light').toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await colourViolations(page), 'dark').toEqual([])
        await page.setViewportSize({ width: 390, height: 844 })
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width).toBe(390)
      }
      await log.getByRole('link', { name: 'Given up' }).click()
      await expect(log).toContainText('There are none of these.')

      await page.getByRole('button', { name: 'New secret' }).click()
      const rotated = page.getByRole('region', { name: 'The webhook has another secret' })
      await expect(rotated.locator('code')).toHaveText(/^whsec_/)
      await page.getByRole('button', { name: 'Pause' }).click()
      await expect(page.getByText('Paused', { exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByText('Working', { exact: true })).toBeVisible()
      await page.getByRole('link', { name: 'Remove' }).click()
      await page.getByRole('button', { name: 'Remove News desk' }).click()
      await expect(page.getByRole('status')).toHaveText('The webhook is removed.')
      await expect(page.getByText('You have no webhooks yet.')).toBeVisible()
    })
  })
}
