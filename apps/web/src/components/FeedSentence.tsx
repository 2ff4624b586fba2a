import type { SentencePart } from '../lib/sentence.ts'

/** What the page shows, in words, as its heading. */
export function FeedSentence({ parts }: { parts: readonly SentencePart[] }) {
  return (
    <h1 className="font-serif text-xl leading-snug text-quiet sm:text-2xl">
      {parts.map(({ text, name }, index) =>
        // The parts of one sentence have no other identity than their place in it.
        // oxlint-disable-next-line react/no-array-index-key
        name ? (
          <b key={index} className="font-semibold text-ink">
            {text}
          </b>
        ) : (
          text
        ),
      )}
    </h1>
  )
}
