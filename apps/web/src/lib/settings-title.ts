import type { Metadata } from 'next'

import type { Messages } from '../generated/messages.ts'
import { words } from './words.ts'

/** What the head of a settings page says: nothing there is for search engines. */
export async function settingsTitle(
  section: keyof Messages['settings']['sections'],
): Promise<Metadata> {
  const t = await words('settings')
  return { title: t(`sections.${section}`), robots: { index: false } }
}
