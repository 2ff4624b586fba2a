import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Takeaway: {
    evidence: (takeaway) => {
      const { evidenceQuote, evidenceStart, evidenceEnd, evidenceRevision } = takeaway
      if (
        evidenceQuote === null ||
        evidenceStart === null ||
        evidenceEnd === null ||
        evidenceRevision === null
      ) {
        return null
      }
      return {
        quote: evidenceQuote,
        section: takeaway.evidenceSection,
        paragraph: takeaway.evidenceParagraph,
        start: evidenceStart,
        end: evidenceEnd,
        revision: evidenceRevision,
      }
    },
  },
}
