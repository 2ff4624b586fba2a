import type { ReactNode } from 'react'

import { type Deed, deedValue } from '../../lib/deeds.ts'

/** The form that all buttons of a page belong to, wherever they stand. */
export const deedForm = 'deeds'

interface Props {
  deed: Deed
  className: string
  /** What it is read out as, where its words alone do not tell what it is about. */
  label?: string | undefined
  /** The key that presses it, on the article that has the focus. */
  shortcut?: 'm' | 's'
  /** The id of what says more about it. */
  describedBy?: string
  children: ReactNode
}

export const plainDeed = 'py-1 hover:text-accent hover:underline'
export const boxedDeed =
  'rounded border border-edge px-4 py-2 leading-snug hover:bg-raised hover:text-accent'

/** Does something for whoever is signed in: works without scripts, and costs the page no form of its own. */
export function DeedButton({ deed, className, label, shortcut, describedBy, children }: Props) {
  return (
    <button
      type="submit"
      form={deedForm}
      name="do"
      value={deedValue(deed)}
      data-loud={deed.deed === 'unmerge' || undefined}
      aria-label={label}
      data-key={shortcut}
      aria-describedby={describedBy}
      className={className}
    >
      {children}
    </button>
  )
}
