import type { ReactNode } from 'react'

import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import type { RevisionDiff_RevisionFragment } from '../../generated/graphql.ts'
import { nearChanges } from '../../lib/near-changes.ts'
import { words } from '../../lib/words.ts'

const fragment = graphql(`
  fragment RevisionDiff_revision on ArticleRevision {
    diff {
      headline {
        change
        text
      }
      lead {
        change
        text
      }
      byline {
        change
        text
      }
      image {
        before
        after
      }
      sections {
        kind
        change
        segments {
          change
          text
        }
      }
      takeaways {
        change
        segments {
          change
          text
        }
      }
    }
  }
`)

type Diff = NonNullable<RevisionDiff_RevisionFragment['diff']>
type Segments = NonNullable<Diff['headline']>
type Paragraphs = NonNullable<Diff['takeaways']>

/** What a revision changed, word by word, each change with the paragraphs around it. */
export async function RevisionDiff({ revision }: { revision: FragmentType<typeof fragment> }) {
  const { diff } = readFragment(fragment, revision)
  const t = await words('revisions')
  if (!diff) return <p className="text-quiet">{t('first')}</p>
  const { headline, lead, byline, image, sections, takeaways } = diff
  return (
    <div className="space-y-6">
      {headline && (
        <Field title={t('headline')}>
          <p className="font-serif text-xl leading-snug font-semibold">
            <Changed segments={headline} />
          </p>
        </Field>
      )}
      {lead && (
        <Field title={t('lead')}>
          <p className="font-serif text-lg leading-relaxed">
            <Changed segments={lead} />
          </p>
        </Field>
      )}
      {byline && (
        <Field title={t('byline')}>
          <p>
            <Changed segments={byline} />
          </p>
        </Field>
      )}
      {image && (
        <Field title={t('image')}>
          <p>{t(image.before ? (image.after ? 'imageReplaced' : 'imageGone') : 'imageNew')}</p>
        </Field>
      )}
      {takeaways && (
        <Field title={t('takeaways')}>
          <ParagraphList paragraphs={takeaways} />
        </Field>
      )}
      {sections && (
        <Field title={t('sections')}>
          <ParagraphList paragraphs={sections} />
        </Field>
      )}
    </div>
  )
}

function Field({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  )
}

async function ParagraphList({ paragraphs }: { paragraphs: Paragraphs }) {
  const t = await words('revisions')
  // A comparison does not change on its page: the place of a paragraph is its identity.
  /* oxlint-disable react/no-array-index-key */
  return (
    <div className="space-y-3 font-serif text-lg leading-relaxed">
      {nearChanges(paragraphs).map((paragraph, index) =>
        typeof paragraph === 'number' ? (
          <p key={index} className="font-sans text-sm text-quiet">
            {t('unchanged', { count: paragraph })}
          </p>
        ) : (
          <p key={index} className={paragraph.change === 'KEPT' ? 'text-quiet' : undefined}>
            <Changed segments={paragraph.segments} />
          </p>
        ),
      )}
    </div>
  )
  /* oxlint-enable react/no-array-index-key */
}

const mark = 'rounded-xs px-0.5 box-decoration-clone'

/** The words of two versions; each change is told by an element that assistive technology knows. */
function Changed({ segments }: { segments: Segments }) {
  /* oxlint-disable react/no-array-index-key */
  return segments.map(({ change, text }, index) => {
    if (change === 'ADDED') {
      return (
        <ins key={index} className={`${mark} bg-mark underline underline-offset-4`}>
          {text}
        </ins>
      )
    }
    if (change === 'REMOVED') {
      return (
        <del key={index} className={`${mark} text-alert line-through`}>
          {text}
        </del>
      )
    }
    return text
  })
  /* oxlint-enable react/no-array-index-key */
}
