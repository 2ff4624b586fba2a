import type { Locator, Page } from '@playwright/test'

import { invite } from './programs.ts'
import { expect, test } from './test.ts'
import { violations } from './violations.ts'

async function join(page: Page, email: string, role = 'reader'): Promise<void> {
  await page.goto(await invite(role))
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill('low water at nine')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is made')
}

/** What the page says was done. */
const said = (page: Page): Locator => page.getByRole('dialog', { name: 'What you just did' })
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
const headline = (article: Locator): Locator => article.getByRole('heading', { level: 2 })

test.describe('a reader without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('saves, reads, and takes back what they did', async ({ page }) => {
    await page.goto('/')
    await expect(button(page, 'Save'), 'nothing of it for whoever is not signed in').toHaveCount(0)
    await join(page, 'saver@news.example')

    await page.goto('/')
    const second = page.getByRole('article').nth(1)
    const name = await headline(second).innerText()
    await button(second, 'Save').click()
    await expect(said(page)).toContainText('Saved to read later.')
    expect(page.url(), 'where they were').toContain('#headline-')
    await page.goto('/saved')
    await expect(said(page), 'said once').toHaveCount(0)
    await expect(page.getByRole('article')).toHaveCount(1)
    await expect(headline(page.getByRole('article'))).toHaveText(name)
    await button(page, 'Saved: save it no more').click()
    await expect(page.getByText('You have saved nothing yet')).toBeVisible()
    await button(said(page), 'Undo').click()
    await expect(said(page)).toContainText('Saved to read later.')
    await expect(page.getByRole('article')).toHaveCount(1)
    await button(said(page), 'Put this message away').click()
    await expect(said(page)).toBeHidden()

    await page.goto('/')
    await headline(second).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await button(page, 'Share').click()
    await expect(page.getByRole('link', { name: 'By e-mail' })).toHaveAttribute(
      'href',
      /^mailto:\?/,
    )
    await expect(button(page, 'Copy the link')).toBeHidden()
    await page.goto('/')
    await expect(headline(second)).toHaveText(`Read: ${name}`)
    await button(second, 'Mark as unread').click()
    await expect(headline(second)).toHaveText(name)
    await headline(second).getByRole('link').click()
    await page.goto('/')
    await page.getByRole('link', { name: 'Only what is unread' }).click()
    await expect(page).toHaveURL('/?read=hidden')
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toHaveCount(0)
    await expect(page.getByText('1 article that you have read is left out here.')).toBeVisible()
    await page.getByRole('link', { name: 'What is read as well' }).click()
    await headline(second).getByRole('link').click()
    await button(page, 'Mark as unread').click()
    await expect(said(page)).toContainText('Marked as unread.')
    await page.goto('/')
    await expect(headline(second), 'what they said outweighs that the page was shown').toHaveText(
      name,
    )

    await page.getByRole('button', { name: /^Mark these \d+ as read$/ }).click()
    await expect(said(page)).toContainText('articles are marked as read.')
    await expect(headline(second)).toHaveText(`Read: ${name}`)
    await button(said(page), 'Undo').click()
    await expect(headline(second)).toHaveText(name)
  })

  test('mutes from the feed, sees what that hides, and has it back', async ({ page }) => {
    await join(page, 'muter@news.example')
    await page.goto('/')
    const first = page.getByRole('article').first()
    const menu = first.getByRole('list', { name: 'Actors' }).getByRole('button').first()
    const name = ((await menu.getAttribute('aria-label')) ?? '').replace('More about ', '')
    const hiddenName = await headline(first).innerText()
    await menu.click()
    await button(page, 'Mute').filter({ visible: true }).click()
    await expect(said(page)).toContainText(`You have muted ${name}.`)
    await expect(page.getByRole('heading', { level: 2, name: hiddenName })).toHaveCount(0)
    await expect(page.getByText(/articles? hidden by what you mute/)).toBeVisible()
    await page.getByRole('link', { name: /^Show (it|them)$/ }).click()
    await expect(page).toHaveURL('/?muted=shown')
    await expect(page.getByRole('heading', { level: 2, name: hiddenName })).toHaveCount(1)
    await page.getByRole('link', { name: 'Hide them again' }).click()
    await expect(page.getByRole('heading', { level: 2, name: hiddenName })).toHaveCount(0)
    await button(page, `Unmute ${name}`).click()
    await expect(page.getByRole('heading', { level: 2, name: hiddenName })).toHaveCount(1)
    await expect(page.getByText(/hidden by what you mute/)).toHaveCount(0)
  })

  test('gives what the feed shows a name', async ({ page }) => {
    await join(page, 'keeper@news.example')
    await page.goto('/?actor=nato')
    const panel = page.getByRole('complementary')
    const save = async (name?: string) => {
      await panel.getByText('Save as a feed').click()
      const field = panel.getByLabel('Name')
      if (name === undefined) await expect(field).toHaveValue('Articles about NATO, newest first')
      else await field.fill(name)
      await button(panel, 'Save').click()
    }
    await save()
    await expect(said(page)).toContainText('“Articles about NATO, newest first” is one of your')
    const own = panel.getByRole('region', { name: 'Your feeds' })
    await expect(own.getByRole('link', { name: 'Articles about NATO' })).toHaveAttribute(
      'aria-current',
      'page',
    )
    await page.goto('/?actor=ukraine')
    await save('Articles about NATO, newest first')
    await expect(panel.getByText('You have a saved feed of this name already.')).toBeVisible()
    await panel.getByLabel('Name').fill('Ukraine')
    await button(panel, 'Save').click()
    await expect(own.getByRole('listitem')).toHaveText([
      'Articles about NATO, newest first',
      'Ukraine',
    ])
    await button(said(page), 'Undo').click()
    await expect(said(page)).toContainText('The saved feed is removed.')
    await own.getByRole('link', { name: 'Articles about NATO' }).click()
    await expect(page).toHaveURL('/?actor=nato')
  })
})

test.describe('a reader with scripts, on a telephone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })

  test('stays where they are', async ({ page }) => {
    await join(page, 'walker@news.example')
    await page.goto('/?actor=nato')
    const nato = page.getByRole('article').first()
    await button(nato, 'Save').click()
    await expect(said(page)).toBeVisible()
    await button(nato, 'More about NATO').click()
    await expect(button(page, 'Mute').filter({ visible: true })).toBeVisible()
    expect(await violations(page), 'with a message and a menu').toEqual([])

    await page.goto('/')
    const tenth = page.getByRole('article').nth(9)
    await tenth.scrollIntoViewIfNeeded()
    await button(tenth, 'Save').click()
    await expect(said(page).getByRole('status')).toHaveText('Saved to read later.')
    await expect(button(tenth, 'Saved: save it no more')).toBeFocused()
    await expect(tenth).toBeInViewport()
    expect(new URL(page.url()).hash, 'no other page').toBe('')

    const menu = tenth.getByRole('list', { name: 'Actors' }).getByRole('button').first()
    const name = ((await menu.getAttribute('aria-label')) ?? '').replace('More about ', '')
    await menu.press('Enter')
    await button(page, 'Follow').filter({ visible: true }).press('Enter')
    await expect(said(page).getByRole('status')).toHaveText(`You follow ${name}.`)
    await expect(tenth).toBeInViewport()
    await menu.click()
    await expect(button(page, 'Follow no more').filter({ visible: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await button(said(page), 'Undo').click()
    await expect(said(page).getByRole('status')).toHaveText(`You follow ${name} no more.`)
    await expect(tenth).toBeInViewport()

    await button(tenth, 'Share').click()
    await button(page, 'Copy the link').filter({ visible: true }).click()
    await expect(button(page, 'The link is copied')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(
      new URL((await headline(tenth).getByRole('link').getAttribute('href')) ?? '', page.url())
        .href,
    )
  })
})

test('an editor describes an actor, merges another into it, and takes that back', async ({
  page,
}) => {
  await join(page, 'clerk@news.example', 'editor')
  await page.goto('/actors/sylt')
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Who or what it is').fill('Island in the North Sea')
  await button(page, 'Save the changes').click()
  await expect(page).toHaveURL('/actors/sylt')
  await expect(said(page)).toContainText('What you changed about Sylt holds from now on.')
  await expect(page.getByText('Island in the North Sea')).toBeVisible()

  await page.goto('/actors/helgoland/edit')
  await page.getByLabel('Name of the other actor').fill('sylt')
  await button(page, 'Look up').click()
  await page.getByRole('link', { name: /^Sylt/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge Heligoland into Sylt?')
  await button(page, 'Merge into Sylt').click()
  await expect(page.getByText('Say why, in a few words.')).toBeVisible()
  await page.getByLabel('Why').fill('Only for this test')
  await button(page, 'Merge into Sylt').click()
  await expect(page).toHaveURL('/actors/sylt')
  await expect(said(page)).toContainText('Heligoland stands for Sylt from now on.')
  await page.goto('/actors/helgoland')
  await expect(page, 'one address leads to the other').toHaveURL('/actors/sylt')
  await page.goto('/actors/sylt/edit')
  await expect(page.getByRole('region', { name: 'Merged into Sylt' })).toContainText(
    'Only for this test',
  )
  await button(page, 'Take Heligoland out again').click()
  await expect(said(page)).toContainText('Heligoland stands for itself again.')
  await page.goto('/actors/helgoland')
  await expect(page).toHaveURL('/actors/helgoland')

  const nobody = await page.request.get('/actors/sylt/merge?into=nobody-at-all')
  expect(nobody.status()).toBe(404)
})
