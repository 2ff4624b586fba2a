import type { ReactNode } from 'react'

import { SiteFrame } from '../../components/SiteFrame.tsx'
import { isDevelopment } from '../../env.ts'
import { clientScript } from '../../generated/client-script.ts'
import { readerAppearance } from '../../lib/appearance.ts'
import { readerLanguage } from '../../lib/words.ts'
import { fontVariables } from './fonts.ts'
import './reader.css'

export { generateMetadata, generateViewport } from '../site-metadata.ts'

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const [language, { theme, density, keys }] = await Promise.all([
    readerLanguage(),
    readerAppearance(),
  ])
  return (
    <html
      lang={language}
      className={fontVariables}
      data-theme={theme}
      data-density={density}
      data-keys={keys}
      data-service-worker={isDevelopment ? undefined : '/sw.js'}
    >
      <head>
        <meta name="htmx-config" content="history:false, includeIndicatorCSS:false" />
      </head>
      <body>
        <SiteFrame>{children}</SiteFrame>
        {/* A module waits for the document. */}
        {/* oxlint-disable-next-line next/no-sync-scripts */}
        <script type="module" src={clientScript} />
      </body>
    </html>
  )
}
