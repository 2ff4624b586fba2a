import type { Locator, Page } from '@playwright/test'

/** Every article of a page of the feed, those that stand below another of the same story too. */
export function listed(page: Page): Locator {
  const mates = page.getByRole('list', { name: 'The same story elsewhere' })
  return page
    .getByRole('article')
    .getByRole('heading', { level: 2 })
    .or(mates.getByRole('listitem'))
}
