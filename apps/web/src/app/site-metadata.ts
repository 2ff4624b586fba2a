import type { Metadata, Viewport } from 'next'

import { words } from '../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('site')
  return {
    title: { default: t('name'), template: t('title', { page: '%s' }) },
    description: t('description'),
  }
}

export const viewport: Viewport = { colorScheme: 'light dark' }
