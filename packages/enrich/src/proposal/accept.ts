import { analyse } from '../analysis.ts'
import type { ArticleText } from '../article.ts'
import type { Enrichment } from '../enrichment.ts'
import { withProposedActors } from './actors.ts'
import type { Proposal } from './proposal.ts'
import { withProposedTakeaways } from './takeaways.ts'

/**
 * An enrichment with as much of a proposal as the article bears out: each claim must give a quote
 * that stands in the article, and the quote must hold what is claimed. The rest is dropped. Pure;
 * never throws, whatever the strings hold.
 * @param model who proposes; noted at what is accepted
 */
export function acceptProposal(
  article: ArticleText,
  enrichment: Enrichment,
  proposal: Proposal,
  model: string,
): Enrichment {
  const analysis = analyse(article)
  return {
    ...enrichment,
    ...withProposedActors(enrichment, proposal.actors, analysis, model),
    takeaways: withProposedTakeaways(enrichment.takeaways, proposal.takeaways, analysis, model),
  }
}
