import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { sparkline } from '../../lib/plot.ts'

const fragment = graphql(`
  fragment Sparkline_timeline on Timeline {
    buckets {
      articleCount
    }
  }
`)

const size = { width: 120, height: 32 }

/** How the number of articles went, as small as a word; what it says stands beside it in words. */
export function Sparkline({ timeline: masked }: { timeline: FragmentType<typeof fragment> }) {
  const { buckets } = readFragment(fragment, masked)
  if (buckets.length < 2) return null
  const { line, area } = sparkline(
    buckets.map(({ articleCount }) => articleCount),
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
