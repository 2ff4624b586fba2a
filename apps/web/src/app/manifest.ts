import type { MetadataRoute } from 'next'

import { readerLanguage, words } from '../lib/words.ts'
import { paper } from './site-metadata.ts'

/** What a device installs the pages as, in the language that it asks for. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [t, lang] = await Promise.all([words('site'), readerLanguage()])
  return {
    id: '/',
    name: t('name'),
    short_name: t('name'),
    description: t('description'),
    lang,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: paper.light,
    theme_color: paper.light,
    categories: ['news'],
    icons: [
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('trending'), url: '/trending' },
      { name: t('search'), url: '/search' },
    ],
  }
}
