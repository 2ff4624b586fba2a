import type { Page } from '@playwright/test'

import { askApi } from './ask.ts'
import { joinWithBelongings } from './every-page.ts'
import { collectedTexts, feedOf, intrudersOf, isCollected, ownTexts, watch } from './hostile.ts'
import { ingestFeed } from './programs.ts'
import { expect, test } from './test.ts'

const breakOut = ownTexts.slice(0, 5)

/** What of an address is shown on the page that it leads to. */
const addresses = (text: string): string[] => {
  const given = encodeURIComponent(text)
  return [
    `/?text=${given}`,
    `/?find=${given}`,
    `/?actor=${given}&topic.none=${given}&source=${given}`,
    `/?after=${given}`,
    `/?cursor=${given}`,
    `/search?q=${given}`,
    `/actors/${given}`,
    `/articles/${given}`,
    `/sign-in?next=${given}`,
    `/welcome?invitation=${given}`,
    `/sources/add?address=${given}`,
    `/settings/appearance?done=${given}`,
  ]
}

interface Listed {
  articles: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

/** The ids of every article of a source. */
async function articlesOf(page: Page, source: string): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  for (let more = true; more;) {
    const { articles }: Listed = await askApi<Listed>(
      page,
      `query ($source: ID!, $after: String) {
        articles(first: 100, after: $after, filter: { sources: { any: [$source] } }) {
          nodes { id } pageInfo { hasNextPage endCursor }
        }
      }`,
      { source, after },
    )
    ids.push(...articles.nodes.map(({ id }) => id))
    after = articles.pageInfo.endCursor
    more = articles.pageInfo.hasNextPage
  }
  return ids
}

for (const bypassCSP of [false, true]) {
  test.describe(`with the security policy ${bypassCSP ? 'off' : 'on'}, nothing executes`, () => {
    test.use({ bypassCSP, expectedErrors: [/status of 40[04]/] })
    test.beforeEach(({ context }) => watch(context))

    test('of the addresses of pages', async ({ page }) => {
      for (const address of breakOut.flatMap(addresses)) {
        await page.goto(address)
        expect(await intrudersOf(page, [await page.content()]), address).toEqual([])
      }
    })

    test('of what has a name', async ({ page }) => {
      const text = `</script>"><img src=x onerror=alert(1)>'`
      await joinWithBelongings(page, `names-${bypassCSP ? 'off' : 'on'}@news.example`)
      const { articleCreate } = await askApi<{
        articleCreate: { article: { source: { slug: string } } }
      }>(
        page,
        `mutation ($text: String!) {
          savedFeedCreate(input: { name: $text, filter: { text: "x" } }) { userErrors { message } }
          webhookCreate(input: { name: $text, url: "https://receiver.example/x", filter: {} }) { userErrors { message } }
          apiKeyCreate(input: { name: $text, scopes: [ARTICLES_WRITE] }) { userErrors { message } }
          entityUpdate(input: { id: "vaduz", name: $text, description: $text }) { userErrors { message } }
          articleCreate(input: {
            sourceName: $text, headline: $text, lead: $text, byline: $text, publishedAt: "2001-01-01T00:00:00Z"
            takeaways: [$text], sections: [{ crosshead: $text, paragraphs: [$text, "In Vaduz."] }]
          }) { article { source { slug } } userErrors { message } }
        }`,
        { text },
      )
      const { slug } = articleCreate.article.source
      for (const path of [
        '/actors/vaduz',
        '/?actor=vaduz',
        '/search?q=vaduz',
        '/settings/feeds',
        '/settings/webhooks',
        '/settings/keys',
        `/sources/${slug}`,
        `/sources/${slug}/remove`,
        `/?source=${slug}`,
      ]) {
        await page.goto(path)
        await expect(page.getByRole('main'), path).toContainText('onerror=alert(1)')
        expect(await intrudersOf(page, [await page.content()]), path).toEqual([])
      }
      await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(text)
      expect(await intrudersOf(page, [await page.content()])).toEqual([])
    })

    test('of the articles of a feed', async ({ page }) => {
      test.skip(!isCollected, 'skipped: no data')
      const source = `hostile-${bypassCSP ? 'off' : 'on'}`
      const texts = [...ownTexts, ...(await collectedTexts())]
      await ingestFeed(feedOf(source, texts))
      const ids = await articlesOf(page, source)
      expect(ids.length).toBeGreaterThan(texts.length * 0.9)

      await page.goto(`/?source=${source}`)
      const older = page.getByRole('link', { name: 'Older', exact: true })
      for (let pages = 1; ; pages += 1) {
        expect(await intrudersOf(page, [await page.content()])).toEqual([])
        if ((await older.count()) === 0) {
          expect(pages).toBeGreaterThan(texts.length / 25)
          break
        }
        await page.goto((await older.getAttribute('href')) ?? '')
      }
      for (const id of ids.slice(-ownTexts.length)) await page.goto(`/articles/${id}`)
      const documents = []
      for (const id of ids) documents.push(await (await page.request.get(`/articles/${id}`)).text())
      expect(await intrudersOf(page, documents)).toEqual([])
    })
  })
}
