import type { ReactNode } from 'react'

import { words } from '../lib/words.ts'

interface Props {
  /** Whether it is unfolded where there is no room for a side column. */
  open: boolean
  children: ReactNode
}

/** The filter beside the feed; folded above it on a narrow screen. */
export async function FilterPanel({ open, children }: Props) {
  const t = await words('filter')
  return (
    <aside aria-label={t('panel')} className="filter-panel">
      <a
        href="#articles"
        className="sr-only focus:not-sr-only focus:mb-2 focus:inline-block focus:underline"
      >
        {t('skip')}
      </a>
      <details open={open} className="group">
        <summary className="flex cursor-pointer items-center justify-between rounded border border-rule px-3 py-2 group-open:mb-4">
          {t('panel')}
          <span aria-hidden="true" className="text-quiet group-open:rotate-180">
            ▾
          </span>
        </summary>
        <div className="space-y-7 text-[0.95rem] leading-relaxed">{children}</div>
      </details>
    </aside>
  )
}
