import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { externalHref } from '../../lib/external-href.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { sourceHref } from '../../lib/source-address.ts'
import { words } from '../../lib/words.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { HealthSentence } from './HealthSentence.tsx'
import { SourceState } from './SourceState.tsx'

const fragment = graphql(`
  fragment SourceItem_source on Source {
    id
    slug
    name
    siteUrl
    feedUrl
    health {
      state
      code
      lastReadAt
      nextPollAt
    }
    ...HealthSentence_source
    ...SourceState_source
  }
`)

const quietLink = 'inline-block py-0.5 hover:text-accent hover:underline'

/** A source in the list: what it is, how it is doing, and where its articles are. */
export async function SourceItem({ source: masked }: { source: FragmentType<typeof fragment> }) {
  const source = readFragment(fragment, masked)
  const { slug, name, health, feedUrl } = source
  const t = await words('sources')
  const site = externalHref(source.siteUrl ?? feedUrl)
  // What there is to say beyond the state: of a source that is well, mostly nothing.
  const told = feedUrl && (health.code !== null || health.state === 'WAITING')
  return (
    <li className="source-item border-t border-rule py-3.5">
      <div>
        <a
          href={sourceHref(source)}
          className="font-serif text-lg leading-snug font-medium hover:text-accent hover:underline"
        >
          {name}
        </a>
        <p className="flex flex-wrap gap-x-4 text-sm text-quiet">
          {site && (
            <a href={site} rel="noopener noreferrer" className={quietLink}>
              {hostOf(site)}
            </a>
          )}
          <a
            href={feedHref({ filter: { sources: { any: [slug] } } })}
            aria-label={t('articlesOf', { name })}
            className={quietLink}
          >
            {t('articles')}
          </a>
        </p>
      </div>
      <div className="text-sm leading-relaxed text-quiet">
        <p>
          <SourceState source={source} />
        </p>
        {told && (
          <p className="break-words text-ink">
            <HealthSentence source={source} />
          </p>
        )}
        {feedUrl && health.state !== 'WAITING' && <Times {...health} />}
      </div>
    </li>
  )
}

interface TimesProps {
  lastReadAt?: string | null
  nextPollAt?: string | null
}

async function Times({ lastReadAt, nextPollAt }: TimesProps) {
  const t = await words('sources')
  const key = lastReadAt
    ? (['lastRead', 'lastAndNextRead'] as const)
    : (['neverRead', 'neverAndNextRead'] as const)
  return (
    <p>
      {t.rich(key[nextPollAt ? 1 : 0], {
        when: () => lastReadAt && <PublishedTime key="when" date={lastReadAt} />,
        next: () => nextPollAt && <PublishedTime key="next" date={nextPollAt} />,
      })}
    </p>
  )
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, '')
}
