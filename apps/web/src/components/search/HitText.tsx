import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'

const fragment = graphql(`
  fragment HitText_segments on TextSegment {
    text
    hit
  }
`)

/** A text in pieces, with what was looked for marked in it. */
export function HitText({ segments }: { segments: readonly FragmentType<typeof fragment>[] }) {
  // The pieces of one text have no other identity than their place in it.
  /* oxlint-disable react/no-array-index-key */
  return segments.map((segment, index) => {
    const { text, hit } = readFragment(fragment, segment)
    return hit ? (
      <mark key={index} className="hit">
        {text}
      </mark>
    ) : (
      text
    )
  })
}
