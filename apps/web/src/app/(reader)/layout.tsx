import type { ReactNode } from 'react'

import { FaultWords } from '../../components/FaultWords.tsx'
import { SiteFrame } from '../../components/SiteFrame.tsx'
import { isDevelopment } from '../../env.ts'
import { readerAppearance } from '../../lib/appearance.ts'
import { readerLanguage, words } from '../../lib/words.ts'
import { fontVariables } from './fonts.ts'
import './reader.css'

export { generateMetadata, generateViewport } from '../site-metadata.ts'

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const [language, { theme, density }, t] = await Promise.all([
    readerLanguage(),
    readerAppearance(),
    words('problem'),
  ])
  const fault = {
    unexpected: t('unexpected'),
    unexpectedAdvice: t('unexpectedAdvice'),
    retry: t('retry'),
  }
  return (
    <html
      lang={language}
      className={fontVariables}
      data-theme={theme}
      data-density={density}
      data-service-worker={isDevelopment ? undefined : '/sw.js'}
      data-scroll-behavior="smooth"
    >
      <body>
        <SiteFrame>
          <FaultWords words={fault}>{children}</FaultWords>
        </SiteFrame>
      </body>
    </html>
  )
}
