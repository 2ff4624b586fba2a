import type { ReactNode } from 'react'

import { words } from '../../lib/words.ts'
import { KeptKey } from '../form/KeptKey.tsx'
import { Notice } from './Notice.tsx'

interface Props {
  title: string
  /** Where it belongs, if not to the list itself. */
  back?: { href: string; label: string }
  /** What was done just now. */
  notice?: string | null
  children: ReactNode
}

/** Heading and way back of the pages below the list of sources. */
export async function SourcesFrame({ title, back, notice = null, children }: Props) {
  const t = await words('sources')
  return (
    <div className="pt-8">
      <Notice text={notice} />
      <p className="mb-2 text-sm">
        <a
          href={back?.href ?? '/sources'}
          className="inline-block py-1 text-quiet hover:text-accent hover:underline"
        >
          <span aria-hidden="true">← </span>
          {back?.label ?? t('source.back')}
        </a>
      </p>
      <h1 className="mb-4 font-serif text-3xl leading-tight font-semibold break-words sm:text-4xl">
        {title}
      </h1>
      {children}
      <KeptKey />
    </div>
  )
}
