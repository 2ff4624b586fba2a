import { listed } from './listed.ts'
import { expect, test } from './test.ts'

// Reading and filtering must not depend on scripts, so every test here runs with and without them.
for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'the feed' : 'the feed without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('shows the newest articles with what they say and whom they name', async ({ page }) => {
      await page.goto('/')
      await expect(page).toHaveTitle('All articles, newest first · Courant')
      await expect(listed(page)).toHaveCount(20)
      const first = page.getByRole('article').first()
      await expect(first.getByRole('heading', { level: 2 })).not.toBeEmpty()
      await expect(
        first.getByRole('list', { name: 'Takeaways' }).getByRole('listitem'),
      ).not.toHaveCount(0)
      await expect(first.getByRole('list', { name: 'Actors' })).toBeVisible()
      const times = await page
        .locator('article > div > p > time')
        .evaluateAll((all) => all.map((time) => Date.parse(time.getAttribute('datetime') ?? '')))
      expect(times).toEqual(times.toSorted((a, b) => b - a))
    })

    test('is filtered by an actor and a topic, and says so', async ({ page }) => {
      await page.goto('/?actor=nato')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Articles about NATO, newest first',
      )
      const topics = page.getByRole('article').first().getByRole('list', { name: 'Topics' })
      const topic = (await topics.getByRole('link').first().textContent()) ?? ''
      await topics.getByRole('link').first().click()
      await expect(page).toHaveURL(/\/\?actor=nato&topic=[a-z-]+$/)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        `Articles about NATO, in ${topic}, newest first`,
      )
      for (const article of await page.getByRole('article').all()) {
        await expect(article.getByRole('list', { name: 'Topics' })).toContainText(topic)
      }
    })

    test('finds actors and topics by a part of a name, and keeps the filter meanwhile', async ({
      page,
    }) => {
      const find = async (text: string) => {
        await page.locator('#find').fill(text)
        await page.getByRole('button', { name: 'Find' }).click()
        return page.getByRole('list', { name: `Actors and topics called “${text}”` })
      }
      await page.goto('/?actor=nato')
      const actors = await find('ukrai')
      await actors
        .getByRole('link', { name: /^Ukraine/ })
        .first()
        .click()
      await expect(page).toHaveURL('/?actor=nato&actor=ukraine')
      const topics = await find('conflict')
      await topics
        .getByRole('link', { name: /topic$/ })
        .first()
        .click()
      await expect(page).toHaveURL(/\/\?actor=nato&actor=ukraine&topic=[a-z-]+$/)
    })

    test('lets each condition be taken away or asked for differently', async ({ page }) => {
      await page.goto('/?actor=nato&actor=ukraine')
      const chips = page.getByRole('list', { name: 'The filter' })
      await chips.getByRole('link', { name: 'Remove NATO from the filter' }).click()
      await expect(page).toHaveURL('/?actor=ukraine')
      await page.getByRole('link', { name: /change to “or Ukraine”/ }).click()
      await expect(page).toHaveURL('/?actor.any=ukraine')
      await page.getByRole('link', { name: /change to “without Ukraine”/ }).click()
      await expect(page).toHaveURL('/?actor.none=ukraine')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Articles without Ukraine, newest first',
      )
      await page.getByRole('link', { name: 'Clear all' }).click()
      await expect(page).toHaveURL('/')
    })

    test('is narrowed by what its articles have in common, by words and by days', async ({
      page,
    }) => {
      await page.goto('/?actor=ukraine')
      const who = page.getByRole('region', { name: 'Who' }).getByRole('listitem')
      const russia = who.filter({ hasText: 'Russia' })
      const count = Number.parseInt((await russia.getByText(/articles?$/).textContent()) ?? '')
      expect(count).toBeGreaterThan(0)
      await russia.getByRole('link').click()
      await expect(page).toHaveURL('/?actor=ukraine&actor=russia')
      await expect(listed(page)).toHaveCount(count)

      await page.getByRole('searchbox', { name: 'Words in the text' }).fill('"liaison officers"')
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Articles about Ukraine and Russia, with the words “"liaison officers"”, newest first',
      )
      await page.getByRole('link', { name: 'last 7 days' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('of the last 7 days')
      await page.getByRole('link', { name: 'Only where they are the subject' }).click()
      await expect(page).toHaveURL(/salience=about/)
      await page.getByLabel('From', { exact: true }).fill('2020-01-01')
      await page.getByLabel('Before', { exact: true }).fill('2020-02-01')
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page.getByRole('heading', { name: 'No article matches' })).toBeVisible()
    })

    test('is paged by links, there and back', async ({ page }) => {
      test.skip(javaScriptEnabled, 'Where scripts run, older articles come by themselves.')
      await page.goto('/')
      const headlines = listed(page)
      const newest = await headlines.allInnerTexts()
      await page.getByRole('link', { name: 'Older' }).click()
      await expect(page).toHaveURL(/cursor=/)
      await expect(headlines.first()).not.toHaveText(newest[0] ?? '')
      const older = await headlines.allInnerTexts()
      expect(older.filter((headline) => newest.includes(headline))).toEqual([])
      await page.getByRole('link', { name: 'Newer' }).click()
      await expect(headlines).toHaveText(newest)
    })

    test('helps where no article matches', async ({ page }) => {
      await page.goto('/?actor=nato&actor.none=nato')
      await expect(page.getByRole('heading', { name: 'No article matches' })).toBeVisible()
      await page.getByRole('link', { name: 'Show all articles' }).click()
      await expect(listed(page)).toHaveCount(20)
    })

    test.describe('with an address that is wrong', () => {
      test.use({ expectedErrors: [/status of 40[04]/] })

      for (const [address, status, words] of [
        ['/?actor=nobody-at-all', 404, 'nobody-at-all'],
        ['/?after=yesterday', 400, '"after" is not a date'],
        ['/?find=%00', 400, '"find" holds no text'],
        ['/?cursor=forged', 400, 'no longer there'],
      ] as const) {
        test(`${address} says what is wrong and leads on`, async ({ page }) => {
          const answer = await page.goto(address)
          expect(answer?.status()).toBe(status)
          await expect(page.getByRole('main')).toContainText(words)
          await page.getByRole('link', { name: /(Show all|Go to the newest) articles/ }).click()
          await expect(page).toHaveURL('/')
          await expect(listed(page)).toHaveCount(20)
        })
      }
    })
  })
}

test('older articles follow by themselves, and the way back leads to where the reader was', async ({
  page,
}) => {
  await page.goto('/')
  await expect(listed(page)).toHaveCount(20)
  await page.getByRole('article').last().scrollIntoViewIfNeeded()
  await expect(listed(page)).toHaveCount(40)
  const headlines = await listed(page).allInnerTexts()
  expect(new Set(headlines).size, 'each article once').toBe(40)

  const reached = page.getByRole('heading', { level: 2, name: headlines[29] })
  await reached.evaluate((heading) =>
    heading.scrollIntoView({ block: 'center', behavior: 'instant' }),
  )
  await expect(page, 'the address is that of the page in view').toHaveURL(/\?cursor=/)
  await reached.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headlines[29] ?? '')
  await page.goBack()
  await expect(reached).toBeInViewport()

  await page.reload()
  await expect(listed(page).first()).toHaveText(headlines[20] ?? '')
  await expect(page.getByRole('link', { name: 'Newer' })).toBeVisible()
})

test('a page loads one script, of this site, and none stands in it', async ({ page }) => {
  await page.goto('/')
  const scripts = await page
    .locator('script:not([type="application/ld+json"])')
    .evaluateAll((all) => all.map((script) => script.getAttribute('src')))
  expect(scripts).toEqual([expect.stringMatching(/^\/client\/main-\w+\.js$/)])
})
