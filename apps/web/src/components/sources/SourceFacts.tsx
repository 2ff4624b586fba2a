import type { ReactNode } from 'react'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { externalHref } from '../../lib/external-href.ts'
import { spanOf } from '../../lib/time.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { SourceState } from './SourceState.tsx'

const fragment = graphql(`
  fragment SourceFacts_source on Source {
    siteUrl
    feedUrl
    folder
    fullText
    health {
      message
      code
      failures
      lastPolledAt
      lastReadAt
      nextPollAt
      pollSeconds
      pushed
    }
    ...SourceState_source
  }
`)

/** All there is to know of a source and its feed. */
export async function SourceFacts({ source: masked }: { source: FragmentType<typeof fragment> }) {
  const [t, locale] = await Promise.all([words('sources'), readerLocale()])
  const source = readFragment(fragment, masked)
  const { siteUrl, feedUrl, folder, fullText, health } = source
  const { pollSeconds, nextPollAt, pushed } = health
  return (
    <section aria-label={t('source.facts')}>
      <p className="text-lg">
        <SourceState source={source} />
      </p>
      <p className="mt-1 max-w-measure leading-relaxed break-words">{health.message}</p>
      {(health.failures > 0 || health.code) && (
        <p className="text-sm text-quiet">
          {[
            health.failures > 0 && t('failures', { count: health.failures }),
            health.code && t('source.code', { code: health.code }),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      <dl className="source-facts mt-6 leading-relaxed">
        {feedUrl && (
          <Fact term={t('source.feed')}>
            <Address address={feedUrl} />
          </Fact>
        )}
        {siteUrl && (
          <Fact term={t('source.site')}>
            <Address address={siteUrl} />
          </Fact>
        )}
        {folder && <Fact term={t('source.folder')}>{folder.split('/').join(' / ')}</Fact>}
        {feedUrl && (
          <>
            <Fact term={t('source.text')}>
              {fullText ? t('source.fullText') : t('source.feedText')}
            </Fact>
            <Fact term={t('source.askedLast')}>
              <Moment date={health.lastPolledAt} otherwise={t('source.never')} />
            </Fact>
            <Fact term={t('source.readLast')}>
              <Moment date={health.lastReadAt} otherwise={t('source.never')} />
            </Fact>
            <Fact term={t('source.askedNext')}>
              <Moment date={nextPollAt} otherwise={t('source.notAsked')} />
              {nextPollAt && pollSeconds ? (
                <>, {t('source.every', { span: spanOf(locale, pollSeconds) })}</>
              ) : null}
              {nextPollAt && pushed ? <>, {t('source.pushed')}</> : null}
            </Fact>
          </>
        )}
      </dl>
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="border-t border-rule py-2">
      <dt className="text-quiet">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function Address({ address }: { address: string }) {
  const href = externalHref(address)
  if (!href) return address
  return (
    <a
      href={href}
      rel="noopener noreferrer"
      className="underline decoration-edge decoration-1 underline-offset-4 hover:text-accent"
    >
      {address}
    </a>
  )
}

function Moment({ date, otherwise }: { date?: string | null; otherwise: string }) {
  return date ? <PublishedTime date={date} /> : otherwise
}
