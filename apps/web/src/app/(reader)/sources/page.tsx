import type { Metadata } from 'next'
import { cache } from 'react'

import { KeptKey } from '../../../components/form/KeptKey.tsx'
import { Notice } from '../../../components/sources/Notice.tsx'
import { SourceItem } from '../../../components/sources/SourceItem.tsx'
import { StateMessage } from '../../../components/StateMessage.tsx'
import { Unavailable } from '../../../components/Unavailable.tsx'
import { graphql } from '../../../generated/index.ts'
import type { SourcesPageQuery } from '../../../generated/graphql.ts'
import { doneWords } from '../../../lib/done-words.ts'
import { queryOf } from '../../../lib/feed-address.ts'
import { ask } from '../../../lib/graphql.ts'
import { byFolder } from '../../../lib/source-folders.ts'
import { isWell } from '../../../lib/source-health.ts'
import { unlessUnavailable } from '../../../lib/unless-unavailable.ts'
import { readerLocale, words } from '../../../lib/words.ts'

const sourcesPage = graphql(`
  query SourcesPage {
    sources {
      id
      slug
      name
      folder
      health {
        state
        code
      }
      ...SourceItem_source
    }
  }
`)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

type Sources = SourcesPageQuery['sources']

const loadSources = cache(async () => unlessUnavailable(ask(sourcesPage, {})))

async function noticeOf({ searchParams }: Props, sources: Sources): Promise<string | null> {
  const query = new URLSearchParams(queryOf(await searchParams))
  const slug = query.get('source')
  return doneWords(
    await words('sources'),
    query,
    sources.find((source) => source.slug === slug)?.name ?? null,
  )
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const data = await loadSources()
  if (!data) return { title: (await words('problem'))('unavailable') }
  const notice = await noticeOf(props, data.sources)
  return { title: notice ?? (await words('sources'))('title') }
}

export default async function SourcesPage(props: Props) {
  const [data, { show }] = await Promise.all([loadSources(), props.searchParams])
  if (!data) return <Unavailable retry="/sources" />
  const t = await words('sources')
  const { sources } = data
  const troubled = sources.filter(({ health }) => !isWell(health))
  const onlyTroubled = show === 'not-well'
  return (
    <div className="pt-8">
      <Notice text={await noticeOf(props, sources)} />
      <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{t('title')}</h1>
      <p className="mt-2 text-lg text-quiet">{t('intro')}</p>
      <Ways />
      {sources.length === 0 ? (
        <StateMessage title={t('none')}>
          <p>{t('noneAdvice')}</p>
        </StateMessage>
      ) : (
        <>
          <Choice all={sources.length} notWell={troubled.length} onlyTroubled={onlyTroubled} />
          <Folders sources={onlyTroubled ? troubled : sources} />
        </>
      )}
      <KeptKey />
    </div>
  )
}

const way = 'inline-block py-1 text-accent underline underline-offset-4 hover:no-underline'

/** How sources come in and out. */
async function Ways() {
  const t = await words('sources')
  return (
    <ul aria-label={t('manage')} className="mt-4 flex flex-wrap gap-x-6 gap-y-1">
      <li>
        <a href="/sources/add" className={way}>
          {t('add')}
        </a>
      </li>
      <li>
        <a href="/sources/packs" className={way}>
          {t('packs')}
        </a>
      </li>
      <li>
        <a href="/sources/import" className={way}>
          {t('import')}
        </a>
      </li>
      <li>
        <a href="/opml" download="courant.opml" className={way}>
          {t('export')}
        </a>
      </li>
    </ul>
  )
}

interface ChoiceProps {
  all: number
  notWell: number
  onlyTroubled: boolean
}

async function Choice({ all, notWell, onlyTroubled }: ChoiceProps) {
  const t = await words('sources')
  return (
    <ul aria-label={t('list')} className="mt-8 mb-5 flex gap-6 text-sm">
      {[
        { href: '/sources', label: t('all', { count: all }), current: !onlyTroubled },
        {
          href: '/sources?show=not-well',
          label: t('notWell', { count: notWell }),
          current: onlyTroubled,
        },
      ].map(({ href, label, current }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={current ? 'page' : undefined}
            className={`inline-block py-1 ${current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-quiet hover:text-accent hover:underline'}`}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

async function Folders({ sources }: { sources: Sources }) {
  const [t, locale] = await Promise.all([words('sources'), readerLocale()])
  if (sources.length === 0) return <p className="border-t border-rule py-6">{t('allWell')}</p>
  const folders = byFolder(locale, sources)
  return folders.map(({ name, sources }) => (
    <section key={name} aria-label={name ?? t('noFolder')} className="mb-8">
      {folders.length > 1 && (
        <h2 className="pb-2 font-semibold">{name?.split('/').join(' / ') ?? t('noFolder')}</h2>
      )}
      <ul className="border-b border-rule">
        {sources.map((source) => (
          <SourceItem key={source.id} source={source} />
        ))}
      </ul>
    </section>
  ))
}
