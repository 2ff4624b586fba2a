import type { Metadata } from 'next'

import { stateAction } from '../../../components/StateMessage.tsx'
import { feedHref } from '../../../lib/feed-address.ts'
import { words } from '../../../lib/words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('offline')
  return { title: t('title'), robots: { index: false } }
}

/**
 * Shown by the service worker in place of a page that cannot be had; it fills in the lists of what it
 * keeps. The address stays that of the page, so that the same link tries it again.
 */
export default async function OfflinePage() {
  const [t, site] = await Promise.all([words('offline'), words('site')])
  return (
    <>
      <header className="mx-auto max-w-5xl px-5 pt-6 sm:px-8">
        <p className="border-b border-ink pb-3 font-serif text-3xl leading-none font-semibold tracking-tight">
          <a href={feedHref({})} className="hover:text-accent">
            {site('name')}
          </a>
        </p>
      </header>
      <main className="mx-auto max-w-5xl px-5 pt-10 pb-16 leading-relaxed sm:px-8">
        <h1 className="font-serif text-3xl font-semibold sm:text-4xl">{t('title')}</h1>
        <p className="mt-3 max-w-measure text-lg">{t('advice')}</p>
        <p>
          <a href="" className={stateAction}>
            {t('retry')}
          </a>
        </p>
        <div className="mt-10 max-w-measure space-y-10">
          <KeptList id="kept-others" title={t('others')} which="others" />
          <KeptList id="kept-articles" title={t('articles')} which="articles" />
        </div>
      </main>
    </>
  )
}

interface KeptListProps {
  id: string
  title: string
  which: 'articles' | 'others'
}

function KeptList({ id, title, which }: KeptListProps) {
  return (
    <section aria-labelledby={id} className="kept-list">
      <h2 id={id} className="border-t border-rule pt-4 font-semibold">
        {title}
      </h2>
      <ul data-kept={which} />
    </section>
  )
}
