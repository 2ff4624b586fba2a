import type { ReactNode } from 'react'

import { words } from '../lib/words.ts'
import { tellWhoReads } from '../lib/tell-who-reads.ts'
import { AccountMenu } from './account/AccountMenu.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import { NavLink } from './NavLink.tsx'
import { ReaderFrame } from './reader/ReaderFrame.tsx'

/** The pages that the header leads to, by their words. */
const places = [
  { href: '/trending', name: 'trending' },
  { href: '/search', name: 'search' },
  { href: '/sources', name: 'sources' },
] as const

/** And the footer. */
const asides = [
  { href: '/playground', name: 'playground' },
  { href: '/settings/appearance', name: 'appearance' },
  { href: '/about', name: 'about' },
] as const

/** Header, main landmark and footer of every page but the playground. */
export async function SiteFrame({ children }: { children: ReactNode }) {
  const [t] = await Promise.all([words('site'), tellWhoReads()])
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 bg-ink px-4 py-2 text-paper focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <KeptNotice />
      <header className="mx-auto max-w-5xl px-5 pt-6 sm:px-8">
        <div className="flex flex-wrap items-baseline gap-x-5 border-b border-ink pb-3">
          <NavLink
            href="/"
            className="mr-auto font-serif text-3xl leading-none font-semibold tracking-tight hover:text-accent"
          >
            {t('name')}
          </NavLink>
          <nav
            aria-label={t('navigation')}
            className="order-last flex w-full flex-wrap gap-x-5 text-sm text-quiet sm:order-none sm:w-auto"
          >
            {places.map(({ href, name }) => (
              <NavLink key={href} href={href} className="py-1.5 hover:text-accent hover:underline">
                {t(name)}
              </NavLink>
            ))}
          </nav>
          <div className="text-sm text-quiet">
            <AccountMenu />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-5xl px-5 outline-none sm:px-8">
        {children}
      </main>
      <ReaderFrame />
      <footer className="mx-auto mt-16 max-w-5xl px-5 pb-10 text-sm text-quiet sm:px-8">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-rule pt-4">
          <p>{t('claim')}</p>
          <nav aria-label={t('more')} className="flex flex-wrap gap-x-5">
            {asides.map(({ href, name }) => (
              <NavLink key={href} href={href} className="py-1 hover:text-accent hover:underline">
                {t(name)}
              </NavLink>
            ))}
          </nav>
        </div>
      </footer>
    </>
  )
}
