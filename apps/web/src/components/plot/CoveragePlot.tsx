import type { ArticleFilter } from '@courant/filter'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { bucketLabel, bucketName } from '../../lib/bucket-name.ts'
import type { CoverageSpan } from '../../lib/coverage-span.ts'
import { feedHref } from '../../lib/feed-address.ts'
import { barPlot } from '../../lib/plot.ts'
import { readerLocale, words } from '../../lib/words.ts'
import { CoverageTable } from './CoverageTable.tsx'

const fragment = graphql(`
  fragment CoveragePlot_timeline on Timeline {
    exact
    buckets {
      start
      end
      articleCount
    }
  }
`)

interface Props {
  timeline: FragmentType<typeof fragment>
  shown: CoverageSpan
  /** What is counted: each bar leads to its articles. */
  filter: ArticleFilter
}

const height = 176

/** How many articles there were over time: a sentence, a plot, and the same as a table. */
export async function CoveragePlot({ timeline: masked, shown, filter }: Props) {
  const { buckets, exact } = readFragment(fragment, masked)
  const t = await words('coverage')
  const locale = await readerLocale()
  const { span, interval } = shown
  const now = Date.now()
  const periods = buckets.map((bucket) => {
    const { start, end, articleCount: count } = bucket
    const isPresent = Date.parse(end) > now
    const name = bucketName(bucket, interval, locale)
    const dates = { publishedAfter: new Date(start), publishedBefore: new Date(end) }
    return {
      start,
      count,
      isPresent,
      name: isPresent ? t('soFar', { time: name }) : name,
      label: bucketLabel(bucket, interval, locale),
      href: feedHref({ filter: { ...filter, ...dates } }),
    }
  })
  const counts = periods.map(({ count }) => count)
  const sum = counts.reduce((all, count) => all + count, 0)
  const peak = counts.indexOf(Math.max(...counts))
  return (
    <figure className="mt-4">
      <figcaption className="leading-relaxed text-quiet">
        {span === 'all' && !exact ? t('atLeast', { count: sum }) : t('sum', { count: sum, span })}{' '}
        {sum > 0 &&
          t('peak', {
            interval,
            time: bucketName(buckets[peak]!, interval, locale),
            count: counts[peak]!,
          })}
      </figcaption>
      {periods.length > 0 && (
        <>
          <Bars periods={periods} barText={(time, count) => t('bar', { time, count })} />
          <CoverageTable periods={periods} shown={shown} />
        </>
      )}
    </figure>
  )
}

export interface Period {
  start: string
  count: number
  /** It is not over yet. */
  isPresent: boolean
  name: string
  label: string
  href: string
}

interface BarsProps {
  periods: readonly Period[]
  barText: (time: string, count: number) => string
}

/**
 * The bars themselves. Keyboards and screen readers are given the table, which has the same links: through
 * hundreds of bars nobody wants to step.
 */
function Bars({ periods, barText }: BarsProps) {
  const { bars, ticks, labels } = barPlot(
    periods.map(({ count }) => count),
    height,
  )
  const percent = (value: number) => `${value.toFixed(3)}%`
  return (
    <svg
      aria-hidden="true"
      className="coverage-plot mt-8 block w-full overflow-visible"
      height={height + 26}
    >
      {ticks.map(({ value, y }) => (
        <line key={value} x1="0" x2="100%" y1={y + 0.5} y2={y + 0.5} className="stroke-rule" />
      ))}
      {periods.map(({ start, count, isPresent, name, href }, index) => {
        const { x, width, y, height: tall } = bars[index]!
        return (
          <a key={start} href={href} tabIndex={-1}>
            <title>{barText(name, count)}</title>
            {/* The whole column answers the pointer, also where there is little or nothing. */}
            <rect
              x={percent(x)}
              width={percent(width)}
              y="0"
              height={height}
              className="fill-transparent"
            />
            <rect
              x={percent(x)}
              width={percent(width)}
              y={y}
              height={tall}
              className={isPresent ? 'bar fill-accent opacity-50' : 'bar fill-accent'}
            />
          </a>
        )
      })}
      {ticks
        .filter(({ value }) => value > 0)
        .map(({ value, y }) => (
          <text key={value} x="0" y={y - 4} className="plot-number fill-quiet text-xs tabular-nums">
            {value}
          </text>
        ))}
      {labels.map(({ index, x, anchor }) => (
        <text
          key={index}
          x={percent(x)}
          y={height + 20}
          textAnchor={anchor}
          className="fill-quiet text-xs"
        >
          {periods[index]!.label}
        </text>
      ))}
    </svg>
  )
}
