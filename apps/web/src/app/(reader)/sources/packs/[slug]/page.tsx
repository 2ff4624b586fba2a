import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { PackForm } from '../../../../../components/sources/PackForm.tsx'
import { SourcesFrame } from '../../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../../components/Unavailable.tsx'
import { doneWords } from '../../../../../lib/done-words.ts'
import { queryOf } from '../../../../../lib/feed-address.ts'
import { loadFolders } from '../../../../../lib/load-folders.ts'
import { loadPack, loadPacks } from '../../../../../lib/load-packs.ts'
import { packHref } from '../../../../../lib/source-address.ts'
import { unlessUnavailable } from '../../../../../lib/unless-unavailable.ts'
import { words } from '../../../../../lib/words.ts'

interface Props {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { slug } = await params
  if (!(await unlessUnavailable(loadPacks())))
    return { title: (await words('problem'))('unavailable') }
  const pack = await loadPack(slug)
  const notice = doneWords(
    await words('sources'),
    new URLSearchParams(queryOf(await searchParams)),
    null,
  )
  return { title: notice ?? pack?.title ?? (await words('problem'))('notFound') }
}

export default async function PackPage({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams])
  if (!(await unlessUnavailable(loadPacks()))) return <Unavailable retry={packHref(slug)} />
  const pack = await loadPack(slug)
  if (!pack) notFound()
  const t = await words('sources')
  const query = new URLSearchParams(queryOf(search))
  const fresh = pack.feeds.flatMap(({ feedUrl, source }) => (source ? [] : [feedUrl]))
  const chosen = query.get('select') === 'all' ? fresh : []
  return (
    <SourcesFrame
      title={pack.title}
      back={{ href: '/sources/packs', label: t('pack.back') }}
      notice={doneWords(t, query, null)}
    >
      <p className="mb-6 max-w-measure text-lg text-quiet">{pack.description}</p>
      <PackForm
        key={query.toString()}
        pack={pack}
        initial={{ values: { folder: pack.title }, chosen, errors: {} }}
        folders={await loadFolders()}
      />
    </SourcesFrame>
  )
}
