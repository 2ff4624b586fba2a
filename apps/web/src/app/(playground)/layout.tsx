import type { ReactNode } from 'react'

import './playground.css'

export { metadata, viewport } from '../site-metadata.ts'

/** A document of its own: the editor brings its own styles and a wider security policy. */
export default function PlaygroundLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
