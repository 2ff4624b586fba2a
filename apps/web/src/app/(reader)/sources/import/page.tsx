import type { Metadata } from 'next'

import { ImportForm } from '../../../../components/sources/ImportForm.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { keptKey } from '../../../../lib/api-key.ts'
import { messages } from '../../../../messages/messages.ts'

const words = messages.sources.importing

export const metadata: Metadata = { title: words.title }

export default async function ImportPage() {
  const keyKept = (await keptKey()) !== null
  return (
    <SourcesFrame title={words.title} keyKept={keyKept}>
      <p className="mb-6 max-w-measure text-lg text-quiet">{words.intro}</p>
      <ImportForm keyKept={keyKept} />
    </SourcesFrame>
  )
}
