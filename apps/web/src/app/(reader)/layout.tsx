import type { ReactNode } from 'react'

import { SiteFrame } from '../../components/SiteFrame.tsx'
import { fontVariables } from './fonts.ts'
import './reader.css'

export { metadata, viewport } from '../site-metadata.ts'

export default function ReaderLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables} data-scroll-behavior="smooth">
      <body>
        <SiteFrame>{children}</SiteFrame>
      </body>
    </html>
  )
}
