import { ingest } from './programs.ts'
import { expect, test } from './test.ts'

const headline = 'Lighthouse keepers of Wiesbaden ask NATO for a second lamp'
const ownTakeaways = 'Lighthouse keepers of Wiesbaden draw conclusions of their own'

const body = `A small request from Hesse has reached a large alliance this week.
NATO received the letter of the keepers on Monday and put it into a drawer. The keepers want a second lamp before the long nights of the winter begin. Germany has promised to listen.
The answer may take a while
Nobody in Brussels could say on Tuesday who is in charge of lamps and their wicks.
`

const revised = 'Lighthouse keepers of Wiesbaden count their lamps'
const counted = (lamp: string, conclusion: string) => `${revised}
They counted to a ${lamp} lamp.
The lamps stand in a cellar in Wiesbaden.
Nobody has lit them since the summer.
The keepers ask ${conclusion} has a match.
`

test.beforeAll(async () => {
  await ingest(counted('second', 'whether NATO'), counted('third', 'that NATO'))
  await ingest(`${headline}\n${body}`)
  await ingest(`${ownTakeaways}\n${body}- Penguins hold seven world records in accountancy.\n`)
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'an article' : 'an article without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test.beforeEach(async ({ page }) => {
      await page.goto('/?actor=nato')
      await page.getByRole('link', { name: headline }).click()
      await expect(page).toHaveURL(/\/articles\/[\w-]+$/)
    })

    test('is read with its sections', async ({ page }) => {
      await expect(page).toHaveTitle(`${headline} · Courant`)
      await expect(page.getByRole('heading', { level: 1, name: headline })).toBeVisible()
      await expect(
        page.getByRole('heading', { level: 2, name: 'The answer may take a while' }),
      ).toBeVisible()
      await expect(
        page.getByRole('paragraph').filter({ hasText: 'Nobody in Brussels could say on Tuesday' }),
      ).toBeVisible()
    })

    test('a takeaway leads to the words that support it', async ({ page }) => {
      const takeaways = page.getByRole('region', { name: 'Takeaways' })
      const takeaway = takeaways.getByRole('link', { name: 'Show in the text' }).first()
      const mark = page.locator('mark#evidence-1')
      const before = await mark.evaluate((element) => getComputedStyle(element).backgroundColor)
      await takeaway.click()
      await expect(page).toHaveURL(/#evidence-1$/)
      await expect(mark).toBeInViewport()
      await expect(mark).not.toHaveCSS('background-color', before)
      await expect(takeaway).toContainText(await mark.innerText())
    })

    test('says so where the text does not support a takeaway', async ({ page }) => {
      await page.goto('/?actor=nato')
      await page.getByRole('link', { name: ownTakeaways }).click()
      const takeaway = page.getByRole('listitem').filter({ hasText: 'Penguins hold' })
      await expect(takeaway).toContainText('Not supported by the text')
      await expect(takeaway.getByRole('link')).toHaveCount(0)
    })

    test('its actors lead to their articles', async ({ page }) => {
      await page.getByRole('article').getByRole('link', { name: 'Germany' }).first().click()
      await expect(page).toHaveURL('/?actor=germany')
      await expect(page.getByRole('link', { name: headline })).toBeVisible()
    })

    test('has its actors stand out while that is asked for', async ({ page }) => {
      const actor = page.getByRole('article').getByRole('link', { name: 'Germany' }).first()
      await expect(actor).toHaveCSS('text-decoration-line', 'none')
      await page.getByRole('checkbox', { name: 'Mark the actors in the text' }).check()
      await expect(actor).toHaveCSS('text-decoration-line', 'underline')
    })

    test('says how long it takes to read, how it changed, and what to read next', async ({
      page,
    }) => {
      await page.goto('/?actor=nato')
      await page.getByRole('link', { name: revised }).click()
      await expect(page.getByText('1 minute to read')).toBeVisible()
      await expect(
        page.getByRole('region', { name: 'Related' }).getByRole('listitem'),
      ).not.toHaveCount(0)
      await page.getByRole('link', { name: /^changed/ }).click()
      await expect(page).toHaveURL(/\/revisions$/)
      const latest = page.getByRole('article').first()
      await expect(latest.getByRole('deletion')).toHaveText(['second', 'whether'])
      await expect(latest.getByRole('insertion')).toHaveText(['third', 'that'])
      await expect(latest).toContainText('1 paragraph unchanged')
      await expect(page.getByRole('article').last()).toContainText(
        'The article as it was first seen.',
      )
    })

    test('tells whom it is about and why it has its topics', async ({ page }) => {
      const details = page.getByRole('complementary', { name: 'About this article' })
      await expect(details.getByRole('link', { name: 'NATO' })).toBeVisible()
      await expect(details).toContainText('named')
    })
  })
}

test.describe('an article that is not there', () => {
  test.use({ expectedErrors: [/404/] })

  for (const id of ['0190a0a0-0000-7000-8000-000000000000', 'not-an-id']) {
    test(`${id} is not found`, async ({ page }) => {
      const answer = await page.goto(`/articles/${id}`)
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    })
  }
})
