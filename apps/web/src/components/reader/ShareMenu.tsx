import { pageUrl } from '../../lib/page-url.ts'
import { words } from '../../lib/words.ts'
import { plainDeed } from './DeedButton.tsx'

interface Props {
  id: string
  headline: string
}

const entry = 'block w-full px-4 py-1.5 text-left hover:bg-raised hover:text-accent'

/**
 * Ways to pass an article on. By mail and by its address always; a script shows those that it can do
 * (`data-share`, `data-copy`).
 */
export async function ShareMenu({ id, headline }: Props) {
  const [t, url] = await Promise.all([words('reader'), pageUrl(`/articles/${id}`)])
  const menu = `share-${id}`
  const mail = `mailto:?subject=${encodeURIComponent(headline)}&body=${encodeURIComponent(`${headline}\n${url}`)}`
  return (
    <>
      <button
        type="button"
        popoverTarget={menu}
        aria-describedby={`headline-${id}`}
        className={plainDeed}
      >
        {t('share')}
      </button>
      <div id={menu} popover="auto" className="subject-menu">
        <p className="px-4 pt-1 pb-1.5 font-semibold">{t('shareTitle')}</p>
        <ul>
          <li>
            <a href={mail} className={entry}>
              {t('byMail')}
            </a>
          </li>
          <li className="where-copies">
            <button type="button" data-copy={url} data-copied={t('copied')} className={entry}>
              {t('copyLink')}
            </button>
          </li>
          <li className="where-shares">
            <button type="button" data-share={url} data-title={headline} className={entry}>
              {t('shareWith')}
            </button>
          </li>
          <li>
            <a href={url} className={entry}>
              {t('address')}
            </a>
          </li>
        </ul>
      </div>
    </>
  )
}
