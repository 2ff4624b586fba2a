import type { ReactNode } from 'react'

interface Props {
  label: string
  /** Whose it is. */
  name: string
  children: ReactNode
}

/** Unfolds below its name, without scripts too. */
export function Menu({ label, name, children }: Props) {
  return (
    <details className="group relative">
      <summary
        aria-label={`${label}: ${name}`}
        className="flex cursor-pointer items-baseline gap-1 py-1.5 text-ink hover:text-accent"
      >
        <span className="max-w-40 truncate">{name}</span>
        <span aria-hidden="true" className="text-quiet group-open:rotate-180">
          ▾
        </span>
      </summary>
      <div className="absolute right-0 z-20 mt-1 w-60 rounded border border-rule bg-paper py-1 text-ink shadow-lg">
        {children}
      </div>
    </details>
  )
}
