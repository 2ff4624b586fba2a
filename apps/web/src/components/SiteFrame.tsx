import type { ReactNode } from 'react'

import { pagesOfSite } from '../lib/site-pages.ts'
import { tellWhoReads } from '../lib/tell-who-reads.ts'
import { words } from '../lib/words.ts'
import { AccountMenu } from './account/AccountMenu.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Palette } from './Palette.tsx'
import { ReaderFrame } from './reader/ReaderFrame.tsx'

const quietLink = 'py-1 hover:text-accent hover:underline'

/** Header, main landmark and footer of every page but the playground. */
export async function SiteFrame({ children }: { children: ReactNode }) {
  const [t, keys, palette, pages] = await Promise.all([
    words('site'),
    words('keys'),
    words('palette'),
    pagesOfSite(),
    tellWhoReads(),
  ])
  const [feed] = pages
  const places = pages.filter(({ stands }) => stands === 'header')
  const asides = pages.filter(({ stands }) => stands === 'footer')
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
          <a
            href="/"
            data-hotkey={feed?.keys}
            className="mr-auto font-serif text-3xl leading-none font-semibold tracking-tight hover:text-accent"
          >
            {t('name')}
          </a>
          <nav
            aria-label={t('navigation')}
            className="order-last flex w-full flex-wrap gap-x-5 text-sm text-quiet sm:order-none sm:w-auto"
          >
            {places.map(({ href, label, keys }) => (
              <a
                key={href}
                href={href}
                data-hotkey={keys === '/' ? '/,Shift+/' : keys}
                className="py-1.5 hover:text-accent hover:underline"
              >
                {label}
              </a>
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
          <div className="flex flex-wrap gap-x-5">
            <button type="button" data-opens-palette hidden className={quietLink}>
              {palette('button')}
            </button>
            <button
              type="button"
              data-opens="keys"
              data-hotkey="Shift+?"
              hidden
              className={quietLink}
            >
              {keys('button')}
            </button>
            <nav aria-label={t('more')} className="flex flex-wrap gap-x-5">
              {asides.map(({ href, label, keys }) => (
                <a key={href} href={href} data-hotkey={keys} className={quietLink}>
                  {label}
                </a>
              ))}
            </nav>
          </div>
        </div>
      </footer>
      <KeysHelp />
      <Palette />
    </>
  )
}
