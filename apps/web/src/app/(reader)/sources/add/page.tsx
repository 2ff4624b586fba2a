import type { Metadata } from 'next'

import { NavLink } from '../../../../components/NavLink.tsx'
import { AddressForm } from '../../../../components/sources/AddressForm.tsx'
import { PreviewArticles } from '../../../../components/sources/PreviewArticles.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { SubscribeForm } from '../../../../components/sources/SubscribeForm.tsx'
import { readAddressInput } from '../../../../lib/address-input.ts'
import { keptKey } from '../../../../lib/api-key.ts'
import type { FormErrors } from '../../../../lib/form-state.ts'
import { loadFolders } from '../../../../lib/load-folders.ts'
import { loadPreview } from '../../../../lib/load-preview.ts'
import type { Preview } from '../../../../lib/load-preview.ts'
import { previewHref, sourceHref } from '../../../../lib/source-address.ts'
import { messages } from '../../../../messages/messages.ts'

const words = messages.sources.adding

export const metadata: Metadata = { title: words.title }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AddSourcePage({ searchParams }: Props) {
  const [{ url }, key] = await Promise.all([searchParams, keptKey()])
  const typed = [url ?? ''].flat()[0] ?? ''
  const address = readAddressInput(typed)
  if (!address || !key) {
    const errors: FormErrors = typed && !address ? { url: words.addressUnreadable } : {}
    return <Ask typed={typed} errors={errors} keyKept={key !== null} />
  }
  const outcome = await loadPreview(address, key)
  if ('errors' in outcome) {
    const { errors } = outcome
    return <Ask typed={typed} errors={errors} keyKept={errors.key === undefined} />
  }
  return <Found address={address} preview={outcome.preview} folders={await loadFolders()} />
}

interface AskProps {
  typed: string
  errors: FormErrors
  keyKept: boolean
}

function Ask({ typed, errors, keyKept }: AskProps) {
  const initial = { values: { url: typed }, chosen: [], errors }
  return (
    <SourcesFrame title={words.title} keyKept={keyKept}>
      {/* What the address of the page says is new, whatever was typed on the one before. */}
      <AddressForm key={JSON.stringify(initial)} initial={initial} keyKept={keyKept} />
    </SourcesFrame>
  )
}

interface FoundProps {
  address: string
  preview: Preview
  folders: readonly string[]
}

function Found({ address, preview: { feeds, articles }, folders }: FoundProps) {
  const known = feeds.flatMap(({ source }) => source ?? [])
  const fresh = feeds.filter(({ source }) => !source)
  const back = { href: '/sources/add', label: words.another }
  return (
    <SourcesFrame title={words.found(hostOf(address))} back={back} keyKept>
      {known.map((source) => (
        <p key={source.id} className="mb-4">
          <NavLink
            href={sourceHref(source)}
            className="text-accent underline underline-offset-4 hover:no-underline"
          >
            {words.known(source.name)}
          </NavLink>
        </p>
      ))}
      {fresh.length > 0 && (
        <SubscribeForm key={previewHref(address)} feeds={fresh} folders={folders} keyKept />
      )}
      <PreviewArticles
        title={feeds.length > 1 ? words.articlesOfFirst : words.articles}
        articles={articles}
      />
    </SourcesFrame>
  )
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '')
}
