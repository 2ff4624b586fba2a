import type { Metadata } from 'next'

import { PlaygroundFrame } from '../../../components/PlaygroundFrame.tsx'
import { examples } from '../../../generated/embedded.ts'
import { words } from '../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('playground'))('title') }
}

export default async function PlaygroundPage() {
  const t = await words('playground')
  return (
    <div className="playground">
      <header className="playground-bar">
        <h1>{t('title')}</h1>
        <a href="/">{t('back')}</a>
      </header>
      <main className="playground-editor">
        <noscript>
          <p className="playground-note">{t('needsScript')}</p>
        </noscript>
        <PlaygroundFrame examples={examples} loading={t('loading')} />
      </main>
    </div>
  )
}
