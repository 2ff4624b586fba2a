import type { ReactNode } from 'react'

import { Notice } from '../sources/Notice.tsx'

interface Props {
  title: string
  /** Where it belongs. */
  back: { href: string; label: string }
  /** What was done just now. */
  notice?: string | null
  children: ReactNode
}

/** Heading and way back of the pages below the list of webhooks. */
export function WebhooksFrame({ title, back, notice = null, children }: Props) {
  return (
    <>
      <Notice text={notice} />
      <p className="mb-2 text-sm">
        <a
          href={back.href}
          className="inline-block py-1 text-quiet hover:text-accent hover:underline"
        >
          <span aria-hidden="true">← </span>
          {back.label}
        </a>
      </p>
      <h1 className="mb-4 font-serif text-3xl leading-tight font-semibold break-words sm:text-4xl">
        {title}
      </h1>
      {children}
    </>
  )
}
