import type { ReactNode } from 'react'

import { FaultWords } from '../../components/FaultWords.tsx'
import { SiteFrame } from '../../components/SiteFrame.tsx'
import { readerLanguage, words } from '../../lib/words.ts'
import { fontVariables } from './fonts.ts'
import './reader.css'

export { generateMetadata, viewport } from '../site-metadata.ts'

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const [language, t] = await Promise.all([readerLanguage(), words('problem')])
  const fault = {
    unexpected: t('unexpected'),
    unexpectedAdvice: t('unexpectedAdvice'),
    retry: t('retry'),
  }
  return (
    <html lang={language} className={fontVariables} data-scroll-behavior="smooth">
      <body>
        <SiteFrame>
          <FaultWords words={fault}>{children}</FaultWords>
        </SiteFrame>
      </body>
    </html>
  )
}
