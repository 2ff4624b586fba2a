import type { Page } from '@playwright/test'

import { listed } from './listed.ts'
import { askApi } from './ask.ts'
import { invite, whileMerged } from './programs.ts'
import { aStory } from './story.ts'
import { expect, test } from './test.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'the pages' : 'the pages without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('lead from an article to an actor, on to another, to a topic and its articles', async ({
      page,
    }) => {
      await page.goto('/?actor=nato')
      await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
      const details = page.getByRole('complementary', { name: 'About this article' })
      await details.getByRole('link', { name: 'NATO', exact: true }).click()
      await expect(page).toHaveURL('/actors/nato')
      await expect(page).toHaveTitle('NATO · Courant')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('NATO')
      await expect(page.getByRole('link', { name: 'On Wikidata' })).toHaveAttribute(
        'href',
        'https://www.wikidata.org/wiki/Q7184',
      )

      const company = page.getByRole('region', { name: 'Appears with' }).getByRole('link')
      const other = await company.first().locator('span').nth(1).innerText()
      await company.first().click()
      await expect(page).not.toHaveURL('/actors/nato')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(other)
      const latest = page.getByRole('region', { name: 'Latest articles' })
      await expect(latest.getByRole('article')).not.toHaveCount(0)

      const topics = page.getByRole('region', { name: 'Topics' }).getByRole('link')
      await topics.first().click()
      await expect(page).toHaveURL(/\/topics\/[a-z-]+$/)
      await expect(page.getByText('Topic', { exact: true })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Most named' }).getByRole('link')).toHaveCount(
        10,
      )
      await page.getByRole('link', { name: 'In the feed' }).click()
      await expect(page).toHaveURL(/\/\?topic=[a-z-]+$/)
    })

    test('lead from an article to its story, and to the search', async ({ page }) => {
      const story = await aStory(page)
      await page.goto(story)
      const headline = await page.getByRole('heading', { level: 1 }).innerText()
      const course = page.getByRole('region', { name: 'Its course' })
      await course.getByRole('link').first().click()
      await page.getByRole('link', { name: /tells? this story$/ }).click()
      await expect(page).toHaveURL(story)
      await expect(page.getByRole('region', { name: 'Told by' }).getByRole('link')).not.toHaveCount(
        0,
      )
      const times = await course
        .locator('li time')
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''))
      expect(times.length).toBeGreaterThan(1)
      expect(times).toEqual(times.toSorted().toReversed())

      await page
        .getByRole('navigation', { name: 'Site' })
        .getByRole('link', { name: 'Search' })
        .click()
      await page.getByRole('searchbox').fill(headline)
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page).toHaveURL(/\/search\?q=/)
      const found = page.getByRole('region', { name: 'Articles' }).getByRole('article').first()
      await expect(found.locator('mark').first()).toBeVisible()
      await expect(found.getByRole('heading')).toHaveText(headline)

      await page.goto('/search?q=Ukrayne')
      await page
        .getByRole('region', { name: 'Actors' })
        .getByRole('link', { name: /^Ukraine/ })
        .click()
      await expect(page).toHaveURL('/actors/ukraine')
    })

    test('show coverage over the time and as finely as is asked', async ({ page }) => {
      await page.goto('/topics/politics-and-government')
      await page.getByRole('link', { name: '12 months' }).click()
      await expect(page).toHaveURL('/topics/politics-and-government?span=year#coverage')
      await page.getByRole('link', { name: 'by month' }).click()
      await expect(page).toHaveURL('/topics/politics-and-government?span=year&by=month#coverage')
      await expect(page.getByRole('link', { name: 'by month' })).toHaveAttribute(
        'aria-current',
        'true',
      )
      await expect(page.locator('figure tbody tr')).toHaveCount(12)
    })

    test('let a reader follow an actor, and mute it', async ({ page }) => {
      await page.goto('/actors/nato')
      await expect(page.getByRole('link', { name: 'Sign in to follow or mute' })).toHaveAttribute(
        'href',
        '/sign-in?next=%2Factors%2Fnato',
      )
      await page.goto(await invite('reader'))
      await page.getByLabel('E-mail address').fill(`follower-${javaScriptEnabled}@news.example`)
      await page.getByLabel('Password').fill('low water at nine')
      await page.getByRole('button', { name: 'Make the account' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is made')

      await page.goto('/actors/nato')
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      await button('Follow').click()
      await expect(page.getByRole('status')).toHaveText('You follow NATO.')
      await expect(page).toHaveURL('/actors/nato')
      await button('Follow no more').click()
      await button('Mute').click()
      await expect(page.getByRole('status')).toHaveText(/^You have muted NATO/)
      await page.goto('/settings/following')
      await expect(page.getByRole('region', { name: /mute/i })).toContainText('NATO')
      await page.goto('/topics/sport')
      await button('Follow').click()
      await expect(page.getByRole('status')).toHaveText('You follow sport.')
    })
  })
}

interface Coverage {
  entity: { timeline: { buckets: { start: string; articleCount: number }[] } }
}

test('the table behind a plot says what the API does, and so do the bars', async ({ page }) => {
  await page.goto('/actors/nato?span=week')
  await page.getByText('The numbers as a table').click()
  const rows = await page.locator('figure tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      start: row.querySelector('time')?.getAttribute('datetime') ?? '',
      articleCount: Number(row.querySelector('td')?.textContent),
    })),
  )
  const since = rows.at(-1)?.start ?? ''
  const { entity } = await askApi<Coverage>(
    page,
    `query ($since: DateTime!) {
      entity(slug: "nato") {
        timeline(interval: DAY, publishedAfter: $since) { buckets { start articleCount } }
      }
    }`,
    { since },
  )
  const { buckets } = entity.timeline
  expect(buckets.some(({ articleCount }) => articleCount > 0)).toBe(true)
  expect(rows.toReversed()).toEqual(buckets)

  const heights = await page
    .locator('.coverage-plot .bar')
    .evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))))
  const highest = Math.max(...heights)
  const most = Math.max(...buckets.map(({ articleCount }) => articleCount))
  const drawn = heights.map((height) => Math.round((height / highest) * most))
  expect(drawn).toEqual(buckets.map(({ articleCount }) => articleCount))

  const count = page.locator('figure tbody').getByRole('link').first()
  const articles = Number(await count.innerText())
  await count.click()
  await expect(listed(page)).toHaveCount(Math.min(20, articles))
})

test('what is on the rise is said with its reason, or that nothing is', async ({ page }) => {
  await page.goto('/trending')
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(page).toHaveURL('/trending?window=week')
  const data = await askApi<{ trending: { articleCount: number; subject: { name: string } }[] }>(
    page,
    '{ trending(kind: ACTOR, window: WEEK, first: 1) { articleCount subject { ... on Entity { name } } } }',
  )
  const actors = page.getByRole('region', { name: 'Actors' })
  const [first] = data.trending
  await expect(actors).toContainText(
    first ? `${first.articleCount} articles by` : 'No actor stands out at the moment.',
  )
  // The samples reach back less far than what they are held against.
  await expect(
    page.getByText(/^There are articles of only \d+ days yet of the 56 days before\./),
  ).toBeVisible()
})

test('an actor that was merged leads to the one it became', async ({ page }) => {
  await whileMerged('hesse', 'germany', async () => {
    const answer = await page.request.get('/actors/hesse?span=year', { maxRedirects: 0 })
    expect(answer.status()).toBe(308)
    expect(answer.headers().location).toBe('/actors/germany?span=year')
  })
})

test('the pages speak German to those who do', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'de-DE', baseURL: baseURL ?? '' })
  const page = await context.newPage()
  const heading = (name: string) => page.getByRole('heading', { name, exact: true })
  await page.goto('/actors/nato')
  await expect(heading('Berichterstattung')).toBeVisible()
  await expect(page.getByText('Die Zahlen als Tabelle')).toBeVisible()
  await page.goto('/topics/sport')
  await expect(heading('Neueste Artikel')).toBeVisible()
  await page.goto('/trending')
  await expect(heading('Im Trend')).toBeVisible()
  await page.goto('/search?q=qqqqzzzz')
  await expect(heading('Zu „qqqqzzzz“ wurde nichts gefunden')).toBeVisible()
  await context.close()
})

test.describe('what is not there', () => {
  test.use({ expectedErrors: [/40[04]/] })

  test('is not found', async ({ page }) => {
    for (const path of ['/actors/nobody', '/topics/nothing', '/stories/not-an-id']) {
      expect(await statusOf(page, path), path).toBe(404)
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    }
  })

  test('is said of pages of a list that are gone', async ({ page }) => {
    expect(await statusOf(page, '/search?q=nato&after=nonsense')).toBe(400)
    await expect(page.getByRole('link', { name: 'Search again' })).toBeVisible()
    expect(await statusOf(page, `${await aStory(page)}?after=nonsense`)).toBe(400)
    await expect(page.getByRole('link', { name: 'To the story' })).toBeVisible()
  })
})

async function statusOf(page: Page, path: string): Promise<number | undefined> {
  return (await page.goto(path))?.status()
}
