import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { EditForm } from '../../../../../components/sources/EditForm.tsx'
import { SourcesFrame } from '../../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { keptKey } from '../../../../../lib/api-key.ts'
import { loadFolders } from '../../../../../lib/load-folders.ts'
import { loadSource } from '../../../../../lib/load-source.ts'
import { sourceHref } from '../../../../../lib/source-address.ts'
import { messages } from '../../../../../messages/messages.ts'

interface Props {
  params: Promise<{ slug: string }>
}

const { editing, source: words } = messages.sources

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await loadSource((await params).slug)
  if (source === 'unavailable') return { title: messages.problem.unavailable }
  return { title: source ? editing.title(source.name) : words.unknown }
}

export default async function EditSourcePage({ params }: Props) {
  const { slug } = await params
  const [source, key] = await Promise.all([loadSource(slug), keptKey()])
  if (source === 'unavailable') return <Unavailable retry={`/sources/${slug}/edit`} />
  if (source === null) notFound()
  const { name, folder } = source
  return (
    <SourcesFrame
      title={editing.title(name)}
      back={{ href: sourceHref(source), label: name }}
      keyKept={key !== null}
    >
      <EditForm
        source={source}
        initial={{ values: { name, folder: folder ?? '' }, chosen: [], errors: {} }}
        folders={await loadFolders()}
        keyKept={key !== null}
      />
    </SourcesFrame>
  )
}
