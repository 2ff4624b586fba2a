import { pagesOfSite } from '../lib/site-pages.ts'
import { words } from '../lib/words.ts'

/** Which keys there are; opened by one of them, or by its button (client/shortcuts.ts). */
export async function KeysHelp() {
  const [t, pages] = await Promise.all([words('keys'), pagesOfSite()])
  const keys = [
    ['j', t('next')],
    ['k', t('previous')],
    ['o', t('open')],
    ['m', t('read')],
    ['s', t('save')],
    ['/', t('search')],
    ['?', t('help')],
    [t('paletteKeys'), t('palette')],
  ] as const
  return (
    <dialog id="keys" aria-labelledby="keys-title" className="dialog-sheet p-6">
      <div className="flex items-baseline justify-between gap-6">
        <h2 id="keys-title" className="font-serif text-2xl font-semibold">
          {t('title')}
        </h2>
        <form method="dialog">
          <button type="submit" className="py-1 text-accent underline underline-offset-4">
            {t('close')}
          </button>
        </form>
      </div>
      <dl className="keys-list mt-4">
        {keys.map(([key, does]) => (
          <Key key={key} keys={[key]} does={does} />
        ))}
        {pages
          .filter(({ keys }) => keys.includes(' '))
          .map(({ href, label, keys }) => (
            <Key key={href} keys={keys.split(' ')} does={t('goTo', { page: label })} />
          ))}
      </dl>
      <p className="mt-5 text-sm text-quiet">
        {t.rich('turnOff', {
          link: (chunks) => (
            <a
              key="link"
              href="/settings/appearance"
              className="text-accent underline underline-offset-4"
            >
              {chunks}
            </a>
          ),
        })}
      </p>
    </dialog>
  )
}

function Key({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  )
}
