import type { Metadata } from 'next'
import { Fragment } from 'react'

import { NavLink } from '../../../../components/NavLink.tsx'
import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { keptKey } from '../../../../lib/api-key.ts'
import { loadPacks } from '../../../../lib/load-packs.ts'
import type { Pack } from '../../../../lib/load-packs.ts'
import { groupsOf, languageName, languagesOf } from '../../../../lib/pack-groups.ts'
import { packHref } from '../../../../lib/source-address.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { messages } from '../../../../messages/messages.ts'

const words = messages.sources.pack

export const metadata: Metadata = { title: words.title }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PacksPage({ searchParams }: Props) {
  const [packs, key, { language }] = await Promise.all([
    unlessUnavailable(loadPacks()),
    keptKey(),
    searchParams,
  ])
  if (!packs) return <Unavailable retry="/sources/packs" />
  const wanted = packs.some((pack) => pack.language === language) ? language : undefined
  const shown = wanted === undefined ? packs : packs.filter((pack) => pack.language === wanted)
  const { countries, others } = groupsOf(shown)
  return (
    <SourcesFrame title={words.title} keyKept={key !== null}>
      <p className="max-w-measure text-lg text-quiet">{words.intro}</p>
      <Languages packs={packs} wanted={wanted} />
      <Group id="countries" title={words.countries} packs={countries} />
      <Group id="others" title={words.others} packs={others} />
    </SourcesFrame>
  )
}

interface LanguagesProps {
  packs: readonly Pack[]
  wanted: string | string[] | undefined
}

function Languages({ packs, wanted }: LanguagesProps) {
  const choices = [
    { href: '/sources/packs', name: words.everyLanguage, current: wanted === undefined },
    ...languagesOf(packs).map(({ tag, name }) => ({
      href: `/sources/packs?${new URLSearchParams({ language: tag })}`,
      name,
      current: wanted === tag,
    })),
  ]
  return (
    <ul aria-label={words.language} className="mt-6 flex flex-wrap gap-x-5 text-sm">
      {choices.map(({ href, name, current }) => (
        <li key={href}>
          <NavLink
            href={href}
            aria-current={current ? 'page' : undefined}
            className={`inline-block py-1 ${current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-quiet hover:text-accent hover:underline'}`}
          >
            {name}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

interface GroupProps {
  id: string
  title: string
  packs: readonly Pack[]
}

function Group({ id, title, packs }: GroupProps) {
  if (packs.length === 0) return null
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="pb-2 font-semibold">
        {title}
      </h2>
      <ul className="pack-list border-b border-rule">
        {packs.map((pack) => (
          <PackItem key={pack.slug} pack={pack} />
        ))}
      </ul>
    </section>
  )
}

function PackItem({ pack: { slug, title, description, language, feeds } }: { pack: Pack }) {
  const read = feeds.filter(({ source }) => source).length
  return (
    <li className="border-t border-rule py-4">
      <h3 className="font-serif text-lg leading-snug font-medium">
        <NavLink href={packHref(slug)} className="hover:text-accent hover:underline">
          {title}
        </NavLink>
      </h3>
      <p className="text-sm text-quiet">
        {languageName(language)} <span aria-hidden="true">·</span> {words.feeds(feeds.length)}
        {read > 0 && (
          <>
            , <span className="text-ink">{words.read(read)}</span>
          </>
        )}
      </p>
      <p className="mt-1 leading-relaxed">{description}</p>
      <p lang={language === 'mul' ? undefined : language} className="mt-1 text-sm text-quiet">
        {feeds.map(({ title, feedUrl }, index) => (
          <Fragment key={feedUrl}>
            {index > 0 && ', '}
            <bdi>{title}</bdi>
          </Fragment>
        ))}
      </p>
    </li>
  )
}
