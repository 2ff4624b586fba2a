import type { Metadata } from 'next'
import { connection } from 'next/server'

import { NavLink } from '../../../components/NavLink.tsx'
import { PlaygroundFrame } from '../../../components/PlaygroundFrame.tsx'
import { examples } from '../../../generated/embedded.ts'
import { messages } from '../../../messages/messages.ts'

const { playground } = messages

export const metadata: Metadata = { title: playground.title }

export default async function PlaygroundPage() {
  // Rendered on request, since its scripts need the nonce of the request.
  await connection()
  return (
    <div className="playground">
      <header className="playground-bar">
        <h1>{playground.title}</h1>
        <NavLink href="/">{playground.back}</NavLink>
      </header>
      <main className="playground-editor">
        <noscript>
          <p className="playground-note">{playground.needsScript}</p>
        </noscript>
        <PlaygroundFrame examples={examples} />
      </main>
    </div>
  )
}
