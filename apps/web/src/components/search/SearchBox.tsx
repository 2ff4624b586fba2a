import { words } from '../../lib/words.ts'

/** The one box for everything; works as a plain form too. */
export async function SearchBox({ text }: { text: string }) {
  const t = await words('search')
  return (
    <form action="/search" role="search" aria-label={t('title')}>
      <label htmlFor="search" className="mb-2 block text-quiet">
        {t('box')}
      </label>
      <div className="flex max-w-measure">
        <input
          id="search"
          name="q"
          type="search"
          defaultValue={text}
          key={text}
          required
          maxLength={400}
          autoComplete="off"
          aria-describedby="search-hint"
          data-hotkey="/,Shift+/"
          className="min-w-0 flex-1 rounded-l border border-edge bg-paper px-3 py-2 text-lg text-ink"
        />
        <button
          type="submit"
          className="rounded-r border border-l-0 border-edge px-4 py-2 hover:bg-raised hover:text-accent"
        >
          {t('submit')}
        </button>
      </div>
      <p id="search-hint" className="mt-2 max-w-measure text-sm leading-relaxed text-quiet">
        {t('hint')}
      </p>
    </form>
  )
}
