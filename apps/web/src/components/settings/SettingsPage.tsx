import type { ReactNode } from 'react'

import type { Messages } from '../../generated/messages.ts'
import { queryOf } from '../../lib/feed-address.ts'
import { settingsDeeds } from '../../lib/settings-done.ts'
import { words } from '../../lib/words.ts'
import { Notice } from '../sources/Notice.tsx'

interface Props {
  section: keyof Messages['settings']['sections']
  intro?: string
  searchParams: Promise<Record<string, string | string[] | undefined>>
  children: ReactNode
}

/** A section of settings: what was done just now, its name, and what there is to set. */
export async function SettingsPage({ section, intro, searchParams, children }: Props) {
  const t = await words('settings')
  const done = new URLSearchParams(queryOf(await searchParams)).get('done')
  const deed = settingsDeeds.find((name) => name === done)
  return (
    <>
      <Notice text={deed ? t(`done.${deed}`) : null} />
      <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{t(`sections.${section}`)}</h1>
      {intro && <p className="mt-2 max-w-measure text-lg text-quiet">{intro}</p>}
      <div className="mt-8 space-y-12">{children}</div>
    </>
  )
}
