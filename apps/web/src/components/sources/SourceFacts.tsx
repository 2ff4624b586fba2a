import type { ReactNode } from 'react'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { externalHref } from '../../lib/external-href.ts'
import { spanOf } from '../../lib/time.ts'
import { messages } from '../../messages/messages.ts'
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

const words = messages.sources.source

/** All there is to know of a source and its feed. */
export function SourceFacts({ source: masked }: { source: FragmentType<typeof fragment> }) {
  const source = readFragment(fragment, masked)
  const { siteUrl, feedUrl, folder, fullText, health } = source
  const { pollSeconds, nextPollAt, pushed } = health
  return (
    <section aria-label={words.facts}>
      <p className="text-lg">
        <SourceState source={source} />
      </p>
      <p className="mt-1 max-w-measure leading-relaxed break-words">{health.message}</p>
      {(health.failures > 0 || health.code) && (
        <p className="text-sm text-quiet">
          {[
            health.failures > 0 && messages.sources.failures(health.failures),
            health.code && words.code(health.code),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      <dl className="source-facts mt-6 leading-relaxed">
        {feedUrl && (
          <Fact term={words.feed}>
            <Address address={feedUrl} />
          </Fact>
        )}
        {siteUrl && (
          <Fact term={words.site}>
            <Address address={siteUrl} />
          </Fact>
        )}
        {folder && <Fact term={words.folder}>{folder.split('/').join(' / ')}</Fact>}
        {feedUrl && (
          <>
            <Fact term={words.text}>{fullText ? words.fullText : words.feedText}</Fact>
            <Fact term={words.askedLast}>
              <Moment date={health.lastPolledAt} otherwise={words.never} />
            </Fact>
            <Fact term={words.readLast}>
              <Moment date={health.lastReadAt} otherwise={words.never} />
            </Fact>
            <Fact term={words.askedNext}>
              <Moment date={nextPollAt} otherwise={words.notAsked} />
              {nextPollAt && pollSeconds ? <>, {words.every(spanOf(pollSeconds))}</> : null}
              {nextPollAt && pushed ? <>, {words.pushed}</> : null}
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
