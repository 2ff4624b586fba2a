import type { Metadata } from 'next'

import { AddressForm } from '../../../../components/sources/AddressForm.tsx'
import { PreviewArticles } from '../../../../components/sources/PreviewArticles.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { SubscribeForm } from '../../../../components/sources/SubscribeForm.tsx'
import { readAddressInput } from '../../../../lib/address-input.ts'
import type { FormErrors } from '../../../../lib/form-state.ts'
import { loadFolders } from '../../../../lib/load-folders.ts'
import { loadPreview } from '../../../../lib/load-preview.ts'
import type { Preview } from '../../../../lib/load-preview.ts'
import { previewHref, sourceHref } from '../../../../lib/source-address.ts'
import { sourceRight } from '../../../../lib/source-right.ts'
import { words } from '../../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('sources'))('adding.title') }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AddSourcePage({ searchParams }: Props) {
  const [{ url }, known] = await Promise.all([searchParams, sourceRight()])
  const typed = [url ?? ''].flat()[0] ?? ''
  const address = readAddressInput(typed)
  if (!address || !known) {
    const t = await words('sources')
    const errors: FormErrors = typed && !address ? { url: t('adding.addressUnreadable') } : {}
    return <Ask typed={typed} errors={errors} />
  }
  const outcome = await loadPreview(address, known.key)
  if ('errors' in outcome) {
    return <Ask typed={typed} errors={outcome.errors} />
  }
  return <Found address={address} preview={outcome.preview} folders={await loadFolders()} />
}

interface AskProps {
  typed: string
  errors: FormErrors
}

async function Ask({ typed, errors }: AskProps) {
  const t = await words('sources')
  const initial = { values: { url: typed }, chosen: [], errors }
  return (
    <SourcesFrame title={t('adding.title')}>
      {/* What the address of the page says is new, whatever was typed on the one before. */}
      <AddressForm key={JSON.stringify(initial)} initial={initial} />
    </SourcesFrame>
  )
}

interface FoundProps {
  address: string
  preview: Preview
  folders: readonly string[]
}

async function Found({ address, preview: { feeds, articles }, folders }: FoundProps) {
  const t = await words('sources')
  const known = feeds.flatMap(({ source }) => source ?? [])
  const fresh = feeds.filter(({ source }) => !source)
  const back = { href: '/sources/add', label: t('adding.another') }
  return (
    <SourcesFrame title={t('adding.found', { address: hostOf(address) })} back={back}>
      {known.map((source) => (
        <p key={source.id} className="mb-4">
          <a
            href={sourceHref(source)}
            className="text-accent underline underline-offset-4 hover:no-underline"
          >
            {t('adding.known', { name: source.name })}
          </a>
        </p>
      ))}
      {fresh.length > 0 && (
        <SubscribeForm key={previewHref(address)} feeds={fresh} folders={folders} />
      )}
      <PreviewArticles
        title={t(feeds.length > 1 ? 'adding.articlesOfFirst' : 'adding.articles')}
        articles={articles}
      />
    </SourcesFrame>
  )
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '')
}
