import type { Metadata } from 'next'
import { Fragment } from 'react'

import { SourcesFrame } from '../../../../components/sources/SourcesFrame.tsx'
import { Unavailable } from '../../../../components/Unavailable.tsx'
import { loadPacks } from '../../../../lib/load-packs.ts'
import type { Pack } from '../../../../lib/load-packs.ts'
import { languageName } from '../../../../lib/language-name.ts'
import { groupsOf, languagesOf } from '../../../../lib/pack-groups.ts'
import { packHref } from '../../../../lib/source-address.ts'
import { unlessUnavailable } from '../../../../lib/unless-unavailable.ts'
import { readerLocale, words } from '../../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('sources'))('pack.title') }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PacksPage({ searchParams }: Props) {
  const [packs, { language }] = await Promise.all([unlessUnavailable(loadPacks()), searchParams])
  if (!packs) return <Unavailable retry="/sources/packs" />
  const wanted = packs.some((pack) => pack.language === language) ? language : undefined
  const shown = wanted === undefined ? packs : packs.filter((pack) => pack.language === wanted)
  const [t, locale] = await Promise.all([words('sources'), readerLocale()])
  const { countries, others } = groupsOf(locale, shown)
  return (
    <SourcesFrame title={t('pack.title')}>
      <p className="max-w-measure text-lg text-quiet">{t('pack.intro')}</p>
      <Languages packs={packs} wanted={wanted} />
      <Group id="countries" title={t('pack.countries')} packs={countries} />
      <Group id="others" title={t('pack.others')} packs={others} />
    </SourcesFrame>
  )
}

interface LanguagesProps {
  packs: readonly Pack[]
  wanted: string | string[] | undefined
}

async function Languages({ packs, wanted }: LanguagesProps) {
  const [t, locale] = await Promise.all([words('sources'), readerLocale()])
  const choices = [
    { href: '/sources/packs', name: t('pack.everyLanguage'), current: wanted === undefined },
    ...languagesOf(locale, packs).map(({ tag, name }) => ({
      href: `/sources/packs?${new URLSearchParams({ language: tag })}`,
      name,
      current: wanted === tag,
    })),
  ]
  return (
    <ul aria-label={t('pack.language')} className="mt-6 flex flex-wrap gap-x-5 text-sm">
      {choices.map(({ href, name, current }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={current ? 'page' : undefined}
            className={`inline-block py-1 ${current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-quiet hover:text-accent hover:underline'}`}
          >
            {name}
          </a>
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

async function PackItem({ pack: { slug, title, description, language, feeds } }: { pack: Pack }) {
  const [t, locale] = await Promise.all([words('sources'), readerLocale()])
  const read = feeds.filter(({ source }) => source).length
  return (
    <li className="border-t border-rule py-4">
      <h3 className="font-serif text-lg leading-snug font-medium">
        <a href={packHref(slug)} className="hover:text-accent hover:underline">
          {title}
        </a>
      </h3>
      <p className="text-sm text-quiet">
        {languageName(locale, language)} <span aria-hidden="true">·</span>{' '}
        {t('pack.feeds', { count: feeds.length })}
        {read > 0 && (
          <>
            , <span className="text-ink">{t('pack.read', { count: read })}</span>
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
