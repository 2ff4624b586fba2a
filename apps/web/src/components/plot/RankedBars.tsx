import type { ReactNode } from 'react'

export interface Ranked {
  name: string
  href: string
  count: number
  /** Who or what it is, for those who point at it. */
  description?: string | null | undefined
}

interface Props {
  id: string
  title: string
  items: readonly Ranked[]
  /** What the numbers count, in words for one of them. */
  countText: (count: number) => string
  /** What is counted, and where. */
  children?: ReactNode
}

/** What comes most often first, each as long as it is often; nothing where there is none. */
export function RankedBars({ id, title, items, countText, children }: Props) {
  if (items.length === 0) return null
  const most = Math.max(...items.map(({ count }) => count))
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {children && <p className="mt-1 text-sm leading-relaxed text-quiet">{children}</p>}
      <ol className="mt-2 space-y-1.5">
        {items.map(({ name, href, count, description }) => (
          <li key={href}>
            <a href={href} title={description ?? undefined} className="group block py-0.5">
              <span className="flex items-baseline justify-between gap-4 leading-snug">
                <span className="first-letter:uppercase group-hover:text-accent group-hover:underline">
                  {name}
                </span>
                <span className="text-sm text-quiet tabular-nums">
                  <span aria-hidden="true">{count}</span>
                  <span className="sr-only">{countText(count)}</span>
                </span>
              </span>
              <svg aria-hidden="true" className="mt-1 block w-full" height="4">
                <rect width="100%" height="4" className="fill-raised" />
                <rect
                  width={`${((100 * count) / most).toFixed(1)}%`}
                  height="4"
                  className="fill-edge group-hover:fill-accent"
                />
              </svg>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
