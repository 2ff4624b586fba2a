import { signInHref } from '../../lib/own-path.ts'
import { pageAddress } from '../../lib/page-address.ts'
import { words } from '../../lib/words.ts'

/** The way in, and back to the page that is read. */
export async function SignInLink() {
  const [t, page] = await Promise.all([words('account'), pageAddress()])
  const next = /^\/(sign-|welcome|fault)/.test(page) ? '/' : page
  return (
    <a href={signInHref(next)} className="py-1.5 hover:text-accent hover:underline">
      {t('signIn')}
    </a>
  )
}
