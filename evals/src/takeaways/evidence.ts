import type { ArticleText, Enrichment } from '@courant/enrich'

import type { Measurement, Miss } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import type { Watch } from '../watch.ts'

/** The slices that do not hold what they are said to: those of takeaways, and those of mentions. */
export function invalidSlices(
  article: ArticleText,
  { takeaways, mentions, candidates }: Enrichment,
): { takeaways: Miss[]; mentions: Miss[] } {
  return {
    takeaways: takeaways.flatMap(({ text, origin, evidence }) => {
      // Of the publisher's own, one that nothing supports is shown as such.
      if (evidence === null) {
        return origin === 'PUBLISHER' ? [] : [wrong('takeaway without evidence', text, origin)]
      }
      const { quote, section, paragraph, start, end } = evidence
      const whole =
        section === null || paragraph === null
          ? article.lead
          : article.sections[section]?.paragraphs[paragraph]
      const isRight = quote.trim() !== '' && whole?.slice(start, end) === quote
      return isRight ? [] : [wrong('evidence', text, `"${quote}" at ${start}-${end}`)]
    }),
    mentions: [...mentions, ...candidates].flatMap(({ entity, spans }) =>
      spans.flatMap(({ part, section, paragraph, start, end, surface }) => {
        const holder = section === null ? null : article.sections[section]
        const whole = {
          headline: article.headline,
          lead: article.lead,
          crosshead: holder?.crosshead,
          paragraph: paragraph === null ? null : holder?.paragraphs[paragraph],
        }[part]
        const isRight = surface.trim() !== '' && whole?.slice(start, end) === surface
        return isRight ? [] : [wrong('mention', entity.slug, `"${surface}" at ${start}-${end}`)]
      }),
    ),
  }
}

function wrong(kind: string, subject: string, context: string): Miss {
  return { kind, subject, context }
}

/** How many of the slices that were seen in this run hold what they are said to. */
export function measureEvidence(watches: readonly Watch[]): Measurement {
  const sum = (count: (one: Watch) => number) => watches.reduce((all, one) => all + count(one), 0)
  const takeaways = sum((one) => one.takeaways)
  const mentions = sum((one) => one.mentions)
  const wrongTakeaways = sum((one) => one.invalidTakeaways.length)
  const wrongMentions = sum((one) => one.invalidMentions.length)
  return {
    rows: [
      {
        what: 'takeaways with valid evidence',
        value: share(takeaways - wrongTakeaways, takeaways),
        key: 'evidence.valid',
        floor: 1,
      },
      { what: 'mentions with valid offsets', value: share(mentions - wrongMentions, mentions) },
      { what: 'takeaways checked', value: takeaways, unit: 'count' },
      { what: 'mentions checked', value: mentions, unit: 'count' },
    ],
    misses: watches.flatMap((one) => [...one.invalidTakeaways, ...one.invalidMentions]),
  }
}
