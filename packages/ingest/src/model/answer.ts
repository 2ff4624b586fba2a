import type { Proposal } from '@courant/enrich'
import { z } from 'zod'

/** What a model answered is no proposal: it refuses, or it cannot write JSON. */
export class NoProposal extends Error {}

const text = z.string().max(2_000)
/** Of a list, the entries that are what they should be: one wrong entry does not spoil the others. */
const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .array(z.unknown())
    .max(100)
    .default([])
    .transform((entries) =>
      entries.flatMap((candidate): z.output<T>[] => {
        const parsed = entry.safeParse(candidate)
        return parsed.success ? [parsed.data] : []
      }),
    )

const proposal = z.object({
  takeaways: listOf(z.object({ text, quote: text })),
  actors: listOf(
    z.object({
      name: text,
      kind: z
        .string()
        .transform((kind) => kind.toUpperCase())
        .pipe(z.enum(['PERSON', 'ORGANIZATION', 'COUNTRY', 'PLACE'])),
      quote: text,
    }),
  ),
})

/**
 * Reads the JSON object out of an answer. Models put it into a code block, or think aloud before it.
 * @throws {NoProposal}
 */
export function readAnswer(answer: string): Proposal {
  const spoken = answer.replace(/^[^]*<\/think>/, '')
  const from = spoken.indexOf('{')
  const to = spoken.lastIndexOf('}')
  if (from === -1 || to < from) throw new NoProposal('the model answered without JSON')
  const parsed = proposal.safeParse(jsonOf(spoken.slice(from, to + 1)))
  if (!parsed.success) throw new NoProposal('the model answered with other JSON than asked for')
  return parsed.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new NoProposal('the model answered with broken JSON', { cause })
  }
}
