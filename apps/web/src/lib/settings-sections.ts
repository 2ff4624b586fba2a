import type { Messages } from '../generated/messages.ts'
import type { Reader } from './viewer.ts'

type Section = keyof Messages['settings']['sections']

interface Place {
  name: Section
  href: string
  /** Appearance is everybody's, the rest for whoever is signed in. */
  who: 'everybody' | 'reader' | 'admin'
}

/** The pages of settings, in the order in which they are listed. */
const places: readonly Place[] = [
  { name: 'account', href: '/settings', who: 'reader' },
  { name: 'appearance', href: '/settings/appearance', who: 'everybody' },
  { name: 'feeds', href: '/settings/feeds', who: 'reader' },
  { name: 'following', href: '/settings/following', who: 'reader' },
  { name: 'keys', href: '/settings/keys', who: 'admin' },
  { name: 'people', href: '/settings/people', who: 'admin' },
]

/** Those that are for somebody. */
export function placesFor(reader: Pick<Reader, 'role'> | null): readonly Place[] {
  const may = { everybody: true, reader: reader !== null, admin: reader?.role === 'ADMIN' }
  return places.filter(({ who }) => may[who])
}
