import { forget } from '../../app/(reader)/sources/actions.ts'
import { keptKey } from '../../lib/api-key.ts'
import { words } from '../../lib/words.ts'

/** Says that the browser keeps an API key, if it does, and lets it go. */
export async function KeptKey() {
  if ((await keptKey()) === null) return null
  const t = await words('sources')
  return (
    <form action={forget} className="mt-10 border-t border-rule pt-3 text-sm text-quiet">
      {t('key.kept')}{' '}
      <button
        type="submit"
        className="py-0.5 text-accent underline underline-offset-4 hover:no-underline"
      >
        {t('key.forget')}
      </button>
    </form>
  )
}
