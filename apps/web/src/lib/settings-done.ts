import type { Messages } from '../generated/messages.ts'

type SettingsDeed = keyof Messages['settings']['done']

/** What somebody did in their settings, of which the page that comes next tells. */
export const settingsDeeds = [
  'password',
  'elsewhere',
  'appearance',
  'feedRenamed',
  'feedRemoved',
  'unfollowed',
  'unmuted',
  'keyRevoked',
  'roleChanged',
  'disabled',
  'enabled',
] as const satisfies readonly SettingsDeed[]

/** The page that tells of it. */
export function settingsDone(page: string, deed: (typeof settingsDeeds)[number]): string {
  return `${page}?${new URLSearchParams({ done: deed })}`
}
