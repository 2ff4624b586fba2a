import type { ReactNode } from 'react'

import { readerAppearance } from '../../lib/appearance.ts'
import { readerLanguage } from '../../lib/words.ts'
import { fontVariables } from '../(reader)/fonts.ts'
import '../(reader)/reader.css'

export { generateMetadata, generateViewport } from '../site-metadata.ts'

/** A document of its own, which knows nobody and asks nothing of the API: every reader's browser keeps it. */
export default async function OfflineLayout({ children }: { children: ReactNode }) {
  const [language, { theme, density }] = await Promise.all([readerLanguage(), readerAppearance()])
  return (
    <html lang={language} className={fontVariables} data-theme={theme} data-density={density}>
      <body>{children}</body>
    </html>
  )
}
