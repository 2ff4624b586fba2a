import type { Metadata, Viewport } from 'next'

import { readerAppearance } from '../lib/appearance.ts'
import { words } from '../lib/words.ts'

/** The paper of reader.css, as browsers and installed apps want it: in sRGB. */
export const paper = { light: '#fbfdfd', dark: '#0d1417' } as const

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('site')
  return {
    title: { default: t('name'), template: t('title', { page: '%s' }) },
    description: t('description'),
    appleWebApp: { title: t('name'), statusBarStyle: 'default' },
  }
}

/** What surrounds the page has its colour, chosen by the reader or by their device. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await readerAppearance()
  const themeColor =
    theme === 'system'
      ? (['light', 'dark'] as const).map((scheme) => ({
          media: `(prefers-color-scheme: ${scheme})`,
          color: paper[scheme],
        }))
      : paper[theme]
  return { colorScheme: 'light dark', themeColor }
}
