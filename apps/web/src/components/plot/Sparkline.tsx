import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { sparkline } from '../../lib/plot.ts'

const fragment = graphql(`
  fragment Sparkline_trend on Trend {
    periods {
      articleCount
    }
  }
`)

const size = { width: 120, height: 32 }

/** How the number of articles went, as small as a word; what it says stands beside it in words. */
export function Sparkline({ trend }: { trend: FragmentType<typeof fragment> }) {
  const { periods } = readFragment(fragment, trend)
  const { line, area } = sparkline(
    periods.map(({ articleCount }) => articleCount),
    size,
  )
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${size.width} ${size.height}`}
      {...size}
      className="block shrink-0"
    >
      <path d={area} className="fill-mark" />
      <path d={line} className="fill-none stroke-accent" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
