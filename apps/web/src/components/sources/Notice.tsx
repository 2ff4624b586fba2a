/** Tells what was done; there from the start, so that what comes into it is read out. */
export function Notice({ text }: { text: string | null }) {
  return (
    <div role="status">
      {text && (
        <p className="mb-6 border-l-2 border-accent py-1 pl-3 leading-relaxed text-ink">{text}</p>
      )}
    </div>
  )
}
