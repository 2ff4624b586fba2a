import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import type { TrendWindow } from '../../lib/load-trending.ts'
import { actorHref, topicHref } from '../../lib/subject-address.ts'
import { words } from '../../lib/words.ts'
import { Sparkline } from '../plot/Sparkline.tsx'

const fragment = graphql(`
  fragment TrendItem_trend on Trend {
    articleCount
    sourceCount
    expectedCount
    ...Sparkline_trend
    subject {
      __typename
      ... on Entity {
        slug
        name
        kind
        description
      }
      ... on Topic {
        slug
        label(language: $language)
      }
    }
  }
`)

export type TrendFragment = FragmentType<typeof fragment>

interface Props {
  trend: TrendFragment
  window: TrendWindow
}

/** Somebody or something on the rise: why, in numbers, and how it went, as a curve. */
export async function TrendItem({ trend: masked, window }: Props) {
  const trend = readFragment(fragment, masked)
  const { subject, articleCount, sourceCount, expectedCount } = trend
  const t = await words('trending')
  const { name, href, what } =
    'name' in subject
      ? {
          name: subject.name,
          href: actorHref(subject.slug),
          what: subject.description ?? t('kinds', { kind: subject.kind }),
        }
      : { name: subject.label, href: topicHref(subject.slug), what: null }
  return (
    <li className="flex items-start justify-between gap-6 border-t border-rule py-4">
      <div className="min-w-0 leading-relaxed">
        <a
          href={href}
          className="inline-block font-serif text-xl leading-snug font-semibold first-letter:uppercase hover:text-accent hover:underline"
        >
          {name}
        </a>
        {what && <p className="text-sm text-quiet first-letter:uppercase">{what}</p>}
        <p className="mt-1 text-sm">
          {t('why', {
            count: articleCount,
            sources: sourceCount,
            window,
            expected: Math.round(expectedCount),
          })}
        </p>
      </div>
      <Sparkline trend={trend} />
    </li>
  )
}
