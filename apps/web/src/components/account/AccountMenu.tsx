import { leave } from '../../app/(reader)/sign-in/actions.ts'
import { currentReader } from '../../lib/viewer.ts'
import { words } from '../../lib/words.ts'
import { Menu } from '../Menu.tsx'
import { SignInLink } from './SignInLink.tsx'

const entry = 'block w-full px-4 py-2 text-left hover:bg-raised hover:text-accent'

/** Who is signed in, with what is theirs; else the way in. */
export async function AccountMenu() {
  const [t, reader] = await Promise.all([words('account'), currentReader()])
  if (!reader) return <SignInLink />
  return (
    <Menu label={t('menu')} name={reader.email}>
      <p className="border-b border-rule px-4 py-2 break-words text-quiet">{reader.email}</p>
      <a href="/saved" className={entry}>
        {t('saved')}
      </a>
      <a href="/settings/feeds" className={entry}>
        {t('feeds')}
      </a>
      <a href="/settings" className={entry}>
        {t('settings')}
      </a>
      <form action={leave} data-leave>
        <button type="submit" className={entry}>
          {t('signOut')}
        </button>
      </form>
    </Menu>
  )
}
