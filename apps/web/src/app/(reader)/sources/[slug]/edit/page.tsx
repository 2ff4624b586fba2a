import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { EditForm } from '../../../../../components/sources/EditForm.tsx'
import { SourcesFrame } from '../../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { loadFolders } from '../../../../../lib/load-folders.ts'
import { loadSource } from '../../../../../lib/load-source.ts'
import { sourceHref } from '../../../../../lib/source-address.ts'
import { words } from '../../../../../lib/words.ts'

interface Props {
  params: Promise<{ slug: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await loadSource((await params).slug)
  if (source === 'unavailable') return { title: (await words('problem'))('unavailable') }
  const t = await words('sources')
  return { title: source ? t('editing.title', { name: source.name }) : t('source.unknown') }
}

export default async function EditSourcePage({ params }: Props) {
  const { slug } = await params
  const source = await loadSource(slug)
  if (source === 'unavailable') return <Unavailable retry={`/sources/${slug}/edit`} />
  if (source === null) notFound()
  const { name, folder } = source
  const t = await words('sources')
  return (
    <SourcesFrame
      title={t('editing.title', { name })}
      back={{ href: sourceHref(source), label: name }}
    >
      <EditForm
        source={source}
        initial={{ values: { name, folder: folder ?? '' }, chosen: [], errors: {} }}
        folders={await loadFolders()}
      />
    </SourcesFrame>
  )
}
