import type { Page } from '@playwright/test'

import { askApi } from './ask.ts'
import { invite } from './programs.ts'
import { aStory } from './story.ts'

export interface PageOfSite {
  /** As the reader would call it; of its picture too. */
  name: string
  open(page: Page): Promise<unknown>
}

const at = (name: string, address: string): PageOfSite => ({
  name,
  open: (page) => page.goto(address),
})

/** What everybody may read, each in a state in which it shows most of what it has. */
export const openPages: readonly PageOfSite[] = [
  at('feed', '/'),
  at('feed, filtered', '/?actor=nato&topic.none=sport&find=germany'),
  at('feed, empty', '/?actor=nato&actor.none=nato'),
  { name: 'article', open: openArticle },
  {
    name: 'article, its revisions',
    async open(page) {
      await openArticle(page)
      await page.goto(`${page.url()}/revisions`)
    },
  },
  {
    name: 'actor',
    async open(page) {
      await page.goto('/actors/nato')
      await page.getByText('The numbers as a table').click()
    },
  },
  at('topic', '/topics/politics-and-government?span=all'),
  { name: 'story', open: async (page) => page.goto(await aStory(page)) },
  at('trending', '/trending?window=week'),
  at('search', '/search?q=nato'),
  at('search, nothing found', '/search?q=qqqqzzzz'),
  at('sources', '/sources'),
  at('source', '/sources/the-lantern?done=saved'),
  at('source, to rename', '/sources/the-lantern/edit'),
  at('source, to remove', '/sources/the-lantern/remove'),
  {
    name: 'source, to add, with errors',
    async open(page) {
      await page.goto('/sources/add')
      await page.getByRole('button', { name: 'Find the feed' }).click()
      await page.getByText('Enter an API key.').waitFor()
    },
  },
  at('sources, to import', '/sources/import'),
  at('starter packs', '/sources/packs'),
  at('starter pack', '/sources/packs/arab-world-ar?select=all'),
  at('about', '/about'),
  at('appearance', '/settings/appearance?done=appearance'),
  {
    name: 'sign in, with an error',
    async open(page) {
      await page.goto('/sign-in?next=/settings')
      await page.getByLabel('E-mail address').fill('nobody@news.example')
      await page.getByLabel('Password').fill('low water at nine')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('There is no account with this').waitFor()
    },
  },
  at('sign up', '/sign-up'),
  at('welcome, without an invitation', '/welcome'),
  at('no connection', '/offline'),
]

/** What is somebody's own. {@link joinWithBelongings} first. */
export const ownPages: readonly PageOfSite[] = [
  at('feed, signed in', '/?actor=nato'),
  at('actor, signed in', '/actors/nato'),
  {
    name: 'saved articles, after saving one',
    async open(page) {
      await page.goto('/')
      await page
        .getByRole('button', { name: /^Saved?\b/ })
        .first()
        .click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      await page.goto('/saved')
    },
  },
  {
    name: 'feed, with the menu of an actor',
    async open(page) {
      await page.goto('/')
      await page
        .getByRole('article')
        .first()
        .getByRole('button', { name: 'More about' })
        .last()
        .click()
      await page.getByRole('link', { name: 'Open the page' }).filter({ visible: true }).waitFor()
    },
  },
  at('actor, to edit', '/actors/nato/edit?find=germany'),
  at('actor, to merge', '/actors/hesse/merge?into=germany'),
  at('account', '/settings'),
  at('saved feeds', '/settings/feeds'),
  at('following', '/settings/following'),
  at('webhooks', '/settings/webhooks'),
  at('webhook, to make', '/settings/webhooks/new?actor=nato'),
  {
    name: 'webhook',
    async open(page) {
      await page.goto('/settings/webhooks')
      await page.getByRole('link', { name: 'News desk' }).click()
      await page.waitForURL('**/settings/webhooks/*-*')
    },
  },
  at('API keys', '/settings/keys'),
  at('people', '/settings/people'),
]

async function openArticle(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
  await page.waitForURL('**/articles/*')
}

/** Makes an account that may everything and has one of each thing that can be one's own. */
export async function joinWithBelongings(page: Page, email: string): Promise<void> {
  await page.goto(await invite('admin'))
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill('low water at nine')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByText('Your account is made').waitFor()
  await askApi(
    page,
    `mutation {
      savedFeedCreate(input: { name: "The alliance", filter: { actors: { all: ["nato"] } } }) { userErrors { message } }
      follow(input: { actor: "ukraine" }) { userErrors { message } }
      mute(input: { topic: "sport" }) { userErrors { message } }
      apiKeyCreate(input: { name: "Wire service", scopes: [ARTICLES_WRITE] }) { userErrors { message } }
      webhookCreate(input: { name: "News desk", url: "https://receiver.example/hook", filter: { actors: { any: ["nato"] } } }) {
        userErrors { message }
      }
    }`,
  )
}
