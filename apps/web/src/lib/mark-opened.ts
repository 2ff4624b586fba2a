import { headers } from 'next/headers'
import { after } from 'next/server'

import { graphql } from '../generated/index.ts'
import { readDeed } from './deeds.ts'
import { ask, readersHeaders } from './graphql.ts'
import { isOpened } from './is-opened.ts'
import { noticeHeader, readNotice } from './notice.ts'
import { currentReader } from './viewer.ts'

const markOpenedArticle = graphql(`
  mutation MarkOpenedArticle($id: ID!) {
    markRead(input: { articles: [$id] }) {
      userErrors {
        code
      }
    }
  }
`)

/** Whether the reader comes to the page of an article because they just said that it is unread. */
export async function isMarkedUnread(id: string): Promise<boolean> {
  const undo = readDeed(readNotice((await headers()).get(noticeHeader))?.undo)
  return undo?.deed === 'read' && undo.ids.includes(id)
}

/**
 * Notes that the reader of a page has read its article, once they have the page; not for what a browser fetches
 * ahead, and not where they just said otherwise. That it could not be noted is nothing to them.
 */
export async function markOpened(id: string): Promise<void> {
  const given = await headers()
  if (!isOpened({ method: 'GET', headers: given }) || (await isMarkedUnread(id))) return
  if (!(await currentReader())) return
  const reader = await readersHeaders()
  after(() => ask(markOpenedArticle, { id }, { reader }).catch(() => undefined))
}
