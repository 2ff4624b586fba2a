import { words } from '../../lib/words.ts'

/** Has every actor of the text below stand out, while it is ticked; by style alone, in reader.css. */
export async function MarkActors() {
  const t = await words('article')
  return (
    <label className="mt-6 flex w-fit cursor-pointer items-center gap-2 py-1 text-sm text-quiet hover:text-accent">
      <input type="checkbox" id="mark-actors" autoComplete="off" className="size-4 accent-accent" />
      {t('markActors')}
    </label>
  )
}
