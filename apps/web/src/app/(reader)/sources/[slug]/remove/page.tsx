import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { RemoveForm } from '../../../../../components/sources/RemoveForm.tsx'
import { SourcesFrame } from '../../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
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
  return { title: source ? t('removing.title', { name: source.name }) : t('source.unknown') }
}

export default async function RemoveSourcePage({ params }: Props) {
  const { slug } = await params
  const source = await loadSource(slug)
  if (source === 'unavailable') return <Unavailable retry={`/sources/${slug}/remove`} />
  if (source === null) notFound()
  const t = await words('sources')
  return (
    <SourcesFrame
      title={t('removing.title', { name: source.name })}
      back={{ href: sourceHref(source), label: source.name }}
    >
      <p className="mb-6 max-w-measure leading-relaxed">{t('removing.advice')}</p>
      <RemoveForm source={source} />
    </SourcesFrame>
  )
}
