import type { Metadata } from 'next'

import { ImportForm } from '../../../../components/sources/ImportForm.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { words } from '../../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('sources'))('importing.title') }
}

export default async function ImportPage() {
  const t = await words('sources')
  return (
    <SourcesFrame title={t('importing.title')}>
      <p className="mb-6 max-w-measure text-lg text-quiet">{t('importing.intro')}</p>
      <ImportForm />
    </SourcesFrame>
  )
}
