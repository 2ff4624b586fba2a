import { graphql, readFragment } from '../generated/index.ts'
import type { FragmentType } from '../generated/index.ts'
import { supportOf } from '../lib/evidence.ts'
import type { EvidenceSpan, MentionSpan } from '../lib/mark-text.ts'
import { MarkedText } from './MarkedText.tsx'

const fragment = graphql(`
  fragment ArticleText_article on Article {
    language
    lead
    sections {
      crosshead
      paragraphs
    }
    takeaways {
      position
      evidence {
        quote
        section
        paragraph
        start
        end
      }
    }
    actors {
      entity {
        slug
      }
      spans {
        part
        section
        paragraph
        start
        end
      }
    }
  }
`)

interface Props {
  article: FragmentType<typeof fragment>
}

/** The lead, with its marks. */
export function ArticleLead({ article: masked }: Props) {
  const article = readFragment(fragment, masked)
  if (!article.lead) return null
  const marks = marksOf(masked, null, null)
  return (
    <p className="mt-4 font-serif text-xl leading-relaxed text-ink">
      <MarkedText text={article.lead} {...marks} />
    </p>
  )
}

/** The sections, with their marks. */
export function ArticleBody({ article: masked }: Props) {
  const { sections } = readFragment(fragment, masked)
  // Sections and paragraphs are addressed by their place, so it is their identity too.
  /* oxlint-disable react/no-array-index-key */
  return (
    <div className="mt-8 space-y-5 font-serif text-lg leading-[1.7] sm:text-[1.2rem]">
      {sections.map(({ crosshead, paragraphs }, section) => (
        <section key={section} className="space-y-5">
          {crosshead && (
            <h2 className="pt-4 text-xl leading-snug font-semibold sm:text-[1.4rem]">
              {crosshead}
            </h2>
          )}
          {paragraphs.map((text, paragraph) => (
            <p key={paragraph}>
              <MarkedText text={text} {...marksOf(masked, section, paragraph)} />
            </p>
          ))}
        </section>
      ))}
    </div>
  )
  /* oxlint-enable react/no-array-index-key */
}

/** The marks in one paragraph, or in the lead where section and paragraph are null. */
function marksOf(
  masked: Props['article'],
  section: number | null,
  paragraph: number | null,
): { mentions: MentionSpan[]; evidence: EvidenceSpan[] } {
  const article = readFragment(fragment, masked)
  const part = section === null ? 'LEAD' : 'PARAGRAPH'
  const mentions = article.actors.flatMap(({ entity, spans }) =>
    spans
      .filter(
        (span) =>
          span.part === part &&
          (part === 'LEAD' || (span.section === section && span.paragraph === paragraph)),
      )
      .map(({ start, end }) => ({ actor: entity.slug, start, end })),
  )
  const evidence = article.takeaways.flatMap(({ position, evidence }) => {
    const support = supportOf(article, evidence)
    if (support.kind !== 'text') return []
    if (support.section !== section || support.paragraph !== paragraph) return []
    return [{ takeaway: position + 1, start: support.start, end: support.end }]
  })
  return { mentions, evidence }
}
