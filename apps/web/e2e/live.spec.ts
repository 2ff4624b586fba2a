import { ingest } from './programs.ts'
import { expect, test } from './test.ts'

function article(headline: string): string {
  return `${headline}
The town council of Wiesbaden met on Thursday and talked about bees.
NATO was not asked. A spokesman for Ukraine sent his regards, and Germany a jar of honey.
`
}

test('an article that another process ingests is announced and shown', async ({ page }) => {
  await page.goto('/?actor=nato')
  await expect(page.getByText('Live: new articles')).toBeVisible()
  const first = page.getByRole('article').first()
  const before = await first.boundingBox()

  await ingest(article('Wiesbaden counts its bees and NATO its blessings'))
  const bar = page.getByRole('link', { name: '1 new article' })
  await expect(bar).toBeVisible()
  expect(await first.boundingBox(), 'nothing that is being read moves').toEqual(before)

  await ingest(article('Second hive in Wiesbaden pleases NATO'))
  await page.getByRole('link', { name: '2 new articles' }).click()
  await expect(first.getByRole('heading')).toHaveText('Second hive in Wiesbaden pleases NATO')
  await expect(page.getByRole('link', { name: /new article/ })).toHaveCount(0)
})

test('an article that the filter does not match is not announced', async ({ page }) => {
  await page.goto('/?actor.none=nato')
  await expect(page.getByText('Live: new articles')).toBeVisible()
  await ingest(article('Third hive in Wiesbaden worries NATO'))
  await ingest(
    'Lemonade prices fall in Lisbon\nA glass costs less than a tram ride.\nIt is warm.\n',
  )
  await expect(page.getByRole('link', { name: '1 new article' })).toBeVisible()
})

test('the bar follows the reader down the page', async ({ page }) => {
  await page.goto('/?actor=nato')
  await expect(page.getByText('Live: new articles')).toBeVisible()
  await page.getByRole('article').last().scrollIntoViewIfNeeded()
  await ingest(article('Fourth hive in Wiesbaden amuses NATO'))
  await expect(page.getByRole('link', { name: '1 new article' })).toBeInViewport()
})

test('two windows see the same article arrive', async ({ page, context }) => {
  const other = await context.newPage()
  await page.goto('/')
  await other.goto('/?topic.none=sport')
  for (const each of [page, other]) await expect(each.getByText('Live: new articles')).toBeVisible()
  await ingest(article('Fifth hive in Wiesbaden moves NATO'))
  for (const each of [page, other]) {
    await expect(each.getByRole('link', { name: '1 new article' })).toBeVisible()
  }
})
