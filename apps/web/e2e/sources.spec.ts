import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { poll } from './programs.ts'
import { startPublisher } from './publisher.ts'
import type { Publisher } from './publisher.ts'
import { expect, test } from './test.ts'

const key = process.env.E2E_API_KEY ?? ''

/** Fills in the key where a form asks for it. */
async function withKey(page: Page, button: string, typed = key): Promise<void> {
  await page.getByLabel('API key').fill(typed)
  await page.getByRole('button', { name: button, exact: true }).click()
}

/** Subscribes to a feed by hand; the browser keeps the key from then on. */
async function subscribe(page: Page, address: string): Promise<void> {
  await page.goto('/sources/add')
  await page.getByLabel('Address of a site or a feed').fill(address)
  const asked = page.getByLabel('API key')
  if (await asked.isVisible()) await asked.fill(key)
  await page.getByRole('button', { name: 'Find the feed' }).click()
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('status')).toContainText('You subscribed to')
}

test('what is exported before there is any feed is an empty list', async ({ page }) => {
  const answer = await page.request.get('/opml')
  expect(answer.status()).toBe(200)
  expect(await answer.text()).toContain('<opml version="2.0">')
})

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? 'with scripts' : 'without scripts'
  test.describe(`sources ${scripts}`, () => {
    test.use({ javaScriptEnabled })
    const name = `The Quayside Courier ${scripts}`
    let publisher: Publisher

    test.beforeAll(async () => {
      publisher = await startPublisher(name)
    })
    test.afterAll(async () => {
      await publisher.stop()
    })

    test('a source is added by the address of its site, after a look at what it brings', async ({
      page,
    }) => {
      await page.goto('/')
      await page.getByRole('navigation').getByRole('link', { name: 'Sources' }).click()
      await page.getByRole('link', { name: 'Add a source' }).click()
      await expect(page).toHaveTitle('Add a source · Courant')
      await page.getByLabel('Address of a site or a feed').fill(`${publisher.url}/`)
      await withKey(page, 'Find the feed')

      await expect(page.getByRole('heading', { level: 1 })).toContainText('Found at 127.0.0.1')
      const brings = page.getByRole('region', { name: 'What it brings' })
      await expect(brings.getByRole('link')).toHaveText('Cranes of Wiesbaden are painted blue')
      await page.getByLabel('Folder').fill(`Harbours/${scripts}`)
      await page.getByLabel('Take the full text from the pages').check()
      await page.getByRole('button', { name: 'Subscribe' }).click()

      await expect(page).toHaveURL(/\/sources\?done=subscribed/)
      await expect(page.getByRole('status')).toHaveText(
        `You subscribed to ${name}. It is read in a moment.`,
      )
      const folder = page.getByRole('region', { name: `Harbours/${scripts}` })
      await expect(folder.getByRole('listitem').filter({ hasText: name })).toContainText(
        'Not read yet',
      )

      await folder.getByRole('link', { name, exact: true }).click()
      await expect(
        page.getByRole('definition').filter({ hasText: publisher.feedUrl }),
      ).toBeVisible()
      await expect(page.getByText('in full, from the pages')).toBeVisible()
    })

    test('one that is read already is told as such', async ({ page }) => {
      const own = await startPublisher(`The Wharf ${scripts}`)
      await subscribe(page, own.feedUrl)
      await page.goto('/sources/add')
      await page.getByLabel('Address of a site or a feed').fill(own.feedUrl)
      await page.getByRole('button', { name: 'Find the feed' }).click()
      await expect(page.getByRole('button', { name: 'Subscribe' })).toHaveCount(0)
      await page.getByRole('link', { name: `You read it already: The Wharf ${scripts}` }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`The Wharf ${scripts}`)
      await own.stop()
    })

    test('what is not right stands at its field, and nothing typed is lost', async ({ page }) => {
      await page.goto('/sources/add')
      await page.getByLabel('Address of a site or a feed').fill('two words')
      await withKey(page, 'Find the feed')
      const address = page.getByLabel('Address of a site or a feed')
      await expect(address).toHaveAccessibleDescription(/This is not the address of a web page/)
      await expect(address).toHaveAttribute('aria-invalid', 'true')
      await expect(address).toBeFocused()
      await expect(address).toHaveValue('two words')
      await expect(page.getByLabel('API key'), 'it is kept').toHaveCount(0)

      await address.fill(`${publisher.url}/broken`)
      await page.getByRole('button', { name: 'Find the feed' }).click()
      await expect(address).toHaveAccessibleDescription(/500/)
      await expect(address).toHaveValue(`${publisher.url}/broken`)
    })

    test('a wrong key is refused at its field, and is not kept', async ({ page, context }) => {
      await page.goto('/sources/add')
      await page.getByLabel('Address of a site or a feed').fill(publisher.feedUrl)
      await withKey(page, 'Find the feed', 'ck_wrong')
      const asked = page.getByLabel('API key')
      await expect(asked).toHaveAccessibleDescription(/There is no such API key/)
      await expect(asked).toBeFocused()
      await expect(asked).toHaveValue('')
      await expect(page.getByLabel('Address of a site or a feed')).toHaveValue(publisher.feedUrl)

      await page.goto('/sources/the-lantern/remove')
      await withKey(page, 'Remove The Lantern and its articles', 'ck_wrong')
      await expect(asked).toHaveAccessibleDescription(/There is no such API key/)
      expect(await context.cookies()).toEqual([])
      await page.goto('/sources/the-lantern')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Lantern')
    })

    test('the key is kept for the session, out of reach of scripts, until it is forgotten', async ({
      page,
      context,
    }) => {
      await page.goto('/sources/add')
      await page.getByLabel('Address of a site or a feed').fill(publisher.feedUrl)
      await withKey(page, 'Find the feed')
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Found at')
      const [cookie, ...others] = await context.cookies()
      expect(others).toEqual([])
      expect(cookie).toMatchObject({
        httpOnly: true,
        sameSite: 'Strict',
        path: '/sources',
        expires: -1,
      })
      expect(await page.content()).not.toContain(key)

      await page.getByRole('button', { name: 'Forget it' }).click()
      await expect(page.getByLabel('API key')).toBeVisible()
      expect(await context.cookies()).toEqual([])
    })

    test('a source is paused, resumed, asked now, and read in full or not', async ({ page }) => {
      const own = await startPublisher(`The Dockside Post ${scripts}`)
      await subscribe(page, own.feedUrl)
      await page.getByRole('link', { name: `The Dockside Post ${scripts}`, exact: true }).click()
      const status = page.getByRole('status')
      const button = (label: string) => page.getByRole('button', { name: label, exact: true })

      await button('Pause').click()
      await expect(status).toHaveText(`The Dockside Post ${scripts} is paused.`)
      await expect(page.getByText('Paused', { exact: true })).toBeVisible()
      await expect(button('Ask it now')).toHaveCount(0)

      await button('Resume').click()
      await expect(status).toHaveText(`The Dockside Post ${scripts} is read again.`)
      await button('Take the full text').click()
      await expect(page.getByText('in full, from the pages')).toBeVisible()
      await button('Take the text of the feed').click()
      await expect(page.getByText('as the feed brings it')).toBeVisible()
      await button('Ask it now').click()
      await expect(status).toHaveText(`The Dockside Post ${scripts} is asked in a moment.`)
      await own.stop()
    })

    test('a source gets another name and folder', async ({ page }) => {
      const own = await startPublisher(`The Pier ${scripts}`)
      await subscribe(page, own.feedUrl)
      await page.getByRole('link', { name: `The Pier ${scripts}`, exact: true }).click()
      await page.getByRole('link', { name: 'Rename or move' }).click()
      await page.getByLabel('Name').fill(' ')
      await page.getByLabel('Folder').fill('Piers')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/A source has a name/)
      await expect(page.getByLabel('Folder')).toHaveValue('Piers')
      await page.getByLabel('Name').fill(`The Old Pier ${scripts}`)
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`The Old Pier ${scripts}`)
      await expect(page.getByRole('definition').filter({ hasText: 'Piers' })).toBeVisible()
      await own.stop()
    })

    test('a source goes with its articles, after one more question', async ({ page }) => {
      const own = await startPublisher(`The Jetty ${scripts}`)
      await subscribe(page, own.feedUrl)
      await poll()
      await page.getByRole('link', { name: `Articles of The Jetty ${scripts}` }).click()
      await expect(page.getByRole('article')).toHaveCount(1)
      await page.goto('/sources')
      await page.getByRole('link', { name: `The Jetty ${scripts}`, exact: true }).click()
      await page.getByRole('link', { name: 'Remove' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        `Remove The Jetty ${scripts}?`,
      )
      await page.getByRole('button', { name: 'Remove The Jetty' }).click()
      await expect(page.getByRole('status')).toHaveText(
        'The source is removed, and 1 article with it.',
      )
      await expect(page.getByRole('link', { name: `The Jetty ${scripts}` })).toHaveCount(0)
      await own.stop()
    })

    test('a source that cannot be read says so in words', async ({ page }) => {
      const list = `<opml version="2.0"><body>
        <outline type="rss" text="The Wreck ${scripts}" xmlUrl="${publisher.url}/wreck"/></body></opml>`
      await page.goto('/sources/import')
      await page.getByLabel('OPML file').setInputFiles({
        name: 'list.opml',
        mimeType: 'text/x-opml',
        buffer: Buffer.from(list),
      })
      await withKey(page, 'Import')
      await expect(page.getByRole('region', { name: 'What the import brought' })).toBeVisible()
      await page.goto('/sources')
      await page.getByRole('link', { name: `The Wreck ${scripts}`, exact: true }).click()
      await page.getByRole('button', { name: 'Ask it now' }).click()
      await expect(page.getByRole('status')).toContainText('is asked in a moment')
      await poll()
      await page.goto('/sources?show=not-well')
      const wreck = page.getByRole('listitem').filter({ hasText: `The Wreck ${scripts}` })
      await expect(wreck).toContainText('Cannot be read')
      await expect(wreck).toContainText('500')
      await expect(wreck).toContainText('Never read, next in')
      await expect(page.getByRole('link', { name })).toHaveCount(0)
    })

    test('a subscription list comes in and goes out', async ({ page }) => {
      const own = await startPublisher(`The Ferry ${scripts}`)
      await subscribe(page, own.feedUrl)
      const list = `<opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="Boats"><outline type="rss" text="Tugs ${scripts}"
          xmlUrl="https://tugs.example/${javaScriptEnabled}.xml" htmlUrl="https://tugs.example/"/></outline>
        <outline type="rss" text="Ferry" xmlUrl="${own.feedUrl}"/>
        <outline type="rss" text="Submarines" xmlUrl="not an address"/></body></opml>`
      await page.goto('/sources/import')
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      const file = page.getByLabel('OPML file')
      await expect(file).toHaveAccessibleDescription(/Choose a file/)
      await file.setInputFiles({
        name: 'not.opml',
        mimeType: 'text/plain',
        buffer: Buffer.from('x'),
      })
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('the list')

      const buffer = Buffer.from(list)
      await file.setInputFiles({ name: 'mine.opml', mimeType: 'text/x-opml', buffer })
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      const result = page.getByRole('region', { name: 'What the import brought' })
      await expect(result).toContainText('1 source is new. 1 was there already.')
      await expect(result).toContainText('1 entry was left out:')
      await expect(result.getByRole('listitem')).toContainText('Submarines')
      await result.getByRole('link', { name: 'To the sources' }).click()
      await expect(
        page
          .getByRole('region', { name: 'Boats' })
          .getByRole('link', { name: `Tugs ${scripts}` })
          .first(),
      ).toBeVisible()

      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download OPML' }).click()
      const download = await downloading
      expect(download.suggestedFilename()).toBe('courant.opml')
      const written = await readFile(await download.path(), 'utf8')
      expect(written).toContain(`https://tugs.example/${javaScriptEnabled}.xml`)
      expect(written).toContain('text="Boats"')
      await own.stop()
    })
  })
}

test('a list that is too large is refused at its field', async ({ page }) => {
  await page.goto('/sources/import')
  const buffer = Buffer.alloc(3 * 1_024 * 1_024, ' ')
  await page.getByLabel('OPML file').setInputFiles({ name: 'a', mimeType: 'text/xml', buffer })
  await withKey(page, 'Import')
  await expect(page.getByLabel('OPML file')).toHaveAccessibleDescription(/larger than 2 MB/)
})

test('a form that another site sends changes nothing', async ({ page, baseURL }) => {
  await page.goto('/sources/the-lantern/remove')
  const form = page.locator('main form')
  const fields = await form
    .locator('input[name]')
    .evaluateAll((inputs) =>
      inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    )
  const multipart = Object.fromEntries([...fields, ['key', key]])
  const sent = await page.request.post(`${baseURL}/sources/the-lantern/remove`, {
    multipart,
    headers: { Origin: 'https://elsewhere.example' },
    maxRedirects: 0,
  })
  expect(sent.status()).toBe(500)
  await page.goto('/sources/the-lantern')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Lantern')
})

test.describe('a source that is not there', () => {
  test.use({ expectedErrors: [/404/] })

  for (const path of ['/sources/nobody', '/sources/nobody/remove', '/sources/packs/nowhere']) {
    test(`${path} is not found`, async ({ page }) => {
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    })
  }
})
