import type { ReactNode } from 'react'

import { SectionLinks } from '../../../components/settings/SectionLinks.tsx'
import { placesFor } from '../../../lib/settings-sections.ts'
import { currentReader } from '../../../lib/viewer.ts'
import { words } from '../../../lib/words.ts'

/** The sections of settings beside the one that is open. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [t, reader] = await Promise.all([words('settings'), currentReader()])
  const sections = placesFor(reader).map(({ name, href }) => ({
    href,
    label: t(`sections.${name}`),
  }))
  return (
    <div className="settings-layout">
      <SectionLinks label={t('navigation')} sections={sections} />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
