'use server'

import { redirect } from 'next/navigation'

import { readDeed } from '../../lib/deeds.ts'
import { doDeed } from '../../lib/do-deed.ts'
import { giveNotice } from '../../lib/give-notice.ts'
import { pageAddress } from '../../lib/page-address.ts'

/** Does what the button says that was pressed, and shows the page anew, where the reader was. */
export async function act(form: FormData): Promise<void> {
  const deed = readDeed(form.get('do'))
  const page = await pageAddress()
  // No button of ours asks for anything else.
  if (!deed) redirect(page)
  await giveNotice(await doDeed(deed))
  const [article] = 'ids' in deed && deed.ids.length === 1 ? deed.ids : []
  redirect(article && !page.includes(article) ? `${page}#headline-${article}` : page)
}
