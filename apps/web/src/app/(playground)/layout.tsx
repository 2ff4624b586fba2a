import type { ReactNode } from 'react'

import { readerLanguage } from '../../lib/words.ts'
import './playground.css'

export { generateMetadata, generateViewport } from '../site-metadata.ts'

/** A document of its own: the editor brings its own styles and a wider security policy. */
export default async function PlaygroundLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await readerLanguage()}>
      <body>{children}</body>
    </html>
  )
}
