import type { Page } from '@playwright/test'

import { ingest } from './programs.ts'
import { expect, test } from './test.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/playground')
  // Its buttons are there before the editors, without which they do nothing.
  await expect(page.getByRole('region', { name: 'Operation Editor' })).toContainText('query')
  await expect(response(page)).toHaveAttribute('data-mode-id', 'json')
})

test('runs each query of the examples', async ({ page }) => {
  const tabs = page.getByRole('tab')
  await expect(tabs).not.toHaveCount(1)
  for (const tab of await tabs.all()) {
    const name = await tab.innerText()
    await tab.click()
    const editor = page.getByRole('region', { name: 'Operation Editor' })
    await expect(editor).toContainText(new RegExp(`(query|subscription)\\s${name}\\b`))
    if (/subscription/.test(await editor.innerText())) continue
    await executeButton(page).click()
    await expect(response(page)).toContainText('"data"')
    await expect(response(page)).not.toContainText('"errors"')
  }
})

test('runs the tab that was clicked, however quickly', async ({ page }) => {
  for (const [tab, field] of [
    ['Rising', 'trending'],
    ['Find', 'entities'],
    ['Latest', 'articles'],
  ] as const) {
    const tabButton = page.getByRole('tab').getByRole('button', { name: tab, exact: true })
    const execute = await executeButton(page).elementHandle()
    // Both clicks at once: the editor has had no time to understand what it shows.
    await tabButton.evaluate((button: HTMLElement, executeElement) => {
      button.click()
      ;(executeElement as HTMLElement | null)?.click()
    }, execute)
    await expect(response(page)).toContainText(new RegExp(`"data":\\s*{\\s*"${field}"`))
    await expect(response(page)).not.toContainText('"errors"')
  }
})

test('follows a subscription', async ({ page }) => {
  await write(page, 'Arrivals', 'subscription Arrivals { articleAdded { article { headline } } }')
  await executeButton(page).click()
  await expect(page.getByRole('button', { name: 'Stop query' })).toBeVisible()
  const headline = 'Playground of Wiesbaden gets a slide'
  // The socket opens a moment after the button changes; what comes before that is not replayed.
  await expect(async () => {
    await ingest(`${headline} ${Date.now()}\nIt is blue.\nChildren in Germany approve of it.\n`)
    await expect(response(page)).toContainText(headline, { timeout: 2_000 })
  }).toPass()
})

function executeButton(page: Page) {
  return page.getByRole('button', { name: 'Execute query' })
}

function response(page: Page) {
  return page.getByRole('region', { name: 'Result Window' })
}

/** Writes an operation into a tab of its own, and waits until the editor has understood it. */
async function write(page: Page, name: string, operation: string): Promise<void> {
  await page.getByRole('button', { name: 'New tab' }).click()
  await page.getByRole('region', { name: 'Operation Editor' }).getByRole('textbox').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(operation)
  await expect(page.getByRole('tabpanel', { name })).toBeVisible()
}
