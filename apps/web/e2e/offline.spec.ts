import type { Page } from '@playwright/test'

import { joinWithBelongings } from './every-page.ts'
import { expect, test } from './test.ts'

test.use({ serviceWorkers: 'allow', expectedErrors: [/ERR_INTERNET_DISCONNECTED|status of 503/] })

/** Waits until the worker has kept so many pages. */
async function keeps(page: Page, count: number): Promise<void> {
  await expect
    .poll(() => keptAddresses(page), { message: 'pages that are kept' })
    .toHaveLength(count)
}

async function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const cache = await caches.open('courant-pages')
    return (await cache.keys()).map(({ url }) => url)
  })
}

test('what was read is read again without a connection, and the rest is offered', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await keeps(page, 1)
  const headline = page.getByRole('article').first().getByRole('heading')
  const title = await headline.innerText()
  await headline.getByRole('link').click()
  await page.waitForURL('**/articles/*')
  await keeps(page, 2)
  const article = page.url()
  await page.goto('/settings/appearance')
  await page.goto('/sign-in')
  await keeps(page, 2)

  await context.setOffline(true)
  await page.goto('/')
  await expect(page.getByRole('article').first().getByRole('heading')).toHaveText(title)
  const notice = page.getByRole('note').filter({ hasText: 'There is no connection.' })
  await expect(notice.locator('time')).toHaveText(/^\d+ \w+ \d{4} at \d\d:\d\d$/)
  expect(await page.evaluate(() => getComputedStyle(document.body).margin), 'styles too').toBe(
    '0px',
  )
  await page.goto(article)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)

  await page.goto('/actors/nato')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no connection')
  await page.getByRole('region', { name: 'Articles' }).getByRole('link', { name: title }).click()
  await expect(page).toHaveURL(article)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)

  await context.setOffline(false)
  await page.goto('/actors/nato')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('NATO')
  await expect(page.getByText('There is no connection.')).toBeHidden()
})

test('what was read signed in is gone after signing out', async ({ page, context }) => {
  const email = 'offline@news.example'
  await joinWithBelongings(page, email)
  await page.goto('/?actor=nato')
  await page.goto('/actors/nato')
  await keeps(page, 2)
  expect(await everythingKept(page)).toContain(email)

  await page.getByLabel(`Your account: ${email}`).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await keeps(page, 1)
  expect(await everythingKept(page)).not.toContain(email)
  await context.setOffline(true)
  await page.goto('/actors/nato')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no connection')
  await expect(page.getByText(email)).toHaveCount(0)
})

test('it can be installed', async ({ page }) => {
  await page.goto('/')
  const href = await page.locator('link[rel=manifest]').getAttribute('href')
  const answer = await page.request.get(href ?? '', { headers: { 'Accept-Language': 'de' } })
  const manifest = (await answer.json()) as {
    lang: string
    display: string
    icons: { src: string; sizes: string }[]
  }
  expect(manifest).toMatchObject({ lang: 'de', display: 'standalone', start_url: '/' })
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      return `${image.naturalWidth}x${image.naturalHeight}`
    }, src)
    expect(size).toBe(sizes)
  }
  await expect(page.locator('link[rel=apple-touch-icon]')).toHaveCount(1)
  const worker = await page.request.get('/sw.js')
  expect(worker.headers()['cache-control']).toBe('no-cache')
})

/** Every byte of every answer that the browser keeps. */
async function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const names = await caches.keys()
    const texts = names.map(async (name) => {
      const cache = await caches.open(name)
      const requests = await cache.keys()
      return Promise.all(
        requests.map(async (request) => request.url + (await (await cache.match(request))?.text())),
      )
    })
    return (await Promise.all(texts)).flat().join('\n')
  })
}
