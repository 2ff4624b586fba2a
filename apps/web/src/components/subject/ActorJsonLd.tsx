import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { entityJsonLdOf } from '../../lib/json-ld.ts'

const fragment = graphql(`
  fragment ActorJsonLd_entity on Entity {
    name
    kind
    description
    wikidataId
    aliases
  }
`)

/** The actor for machines that read pages. */
export function ActorJsonLd({ entity }: { entity: FragmentType<typeof fragment> }) {
  const text = entityJsonLdOf(readFragment(fragment, entity))
  // As text, React would escape it, and a script element does not unescape.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
