import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { PublishedTime } from '../PublishedTime.tsx'
import { langOf } from '../../lib/lang-of.ts'
import { HitText } from './HitText.tsx'

const fragment = graphql(`
  fragment FoundArticle_edge on SearchArticleEdge {
    headline {
      ...HitText_segments
    }
    snippets {
      segments {
        ...HitText_segments
      }
    }
    node {
      id
      language
      lead
      publishedAt
      source {
        name
      }
    }
  }
`)

/** An article that was found, with the passages that were looked for. */
export function FoundArticle({ edge }: { edge: FragmentType<typeof fragment> }) {
  const { headline, snippets, node } = readFragment(fragment, edge)
  const { id, language, lead, publishedAt, source } = node
  return (
    <article className="border-t border-rule py-5" aria-labelledby={`headline-${id}`}>
      <div lang={langOf(language)}>
        <h3 id={`headline-${id}`} className="font-serif text-xl leading-snug font-semibold">
          <a href={`/articles/${id}`} className="hover:text-accent hover:underline">
            <HitText segments={headline} />
          </a>
        </h3>
        {snippets.map(({ segments }, index) => (
          // The passages of one answer have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index} className="mt-1.5 leading-relaxed">
            <Cut /> <HitText segments={segments} /> <Cut />
          </p>
        ))}
        {snippets.length === 0 && lead && <p className="mt-1.5 leading-relaxed">{lead}</p>}
      </div>
      <p className="mt-2 text-sm text-quiet">
        {source.name} <span aria-hidden="true">·</span> <PublishedTime date={publishedAt} />
      </p>
    </article>
  )
}

/** The text goes on here. */
function Cut() {
  return (
    <span aria-hidden="true" className="text-quiet">
      …
    </span>
  )
}
