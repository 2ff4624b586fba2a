import { forget } from '../../app/(reader)/sources/actions.ts'
import { messages } from '../../messages/messages.ts'

/** Says that the browser keeps an API key, and lets it go. */
export function KeptKey({ kept }: { kept: boolean }) {
  if (!kept) return null
  const words = messages.sources.key
  return (
    <form action={forget} className="mt-10 border-t border-rule pt-3 text-sm text-quiet">
      {words.kept}{' '}
      <button
        type="submit"
        className="py-0.5 text-accent underline underline-offset-4 hover:no-underline"
      >
        {words.forget}
      </button>
    </form>
  )
}
