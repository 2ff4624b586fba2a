'use client'

import type { ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'

interface Props {
  title: string
  /** What follows from it. */
  children?: ReactNode
}

/** Tells what came of sending the form, and takes the reader there. */
export function FormReport({ title, children }: Props) {
  const { report } = useFormState()
  if (!report) return null
  const { summary, secret, details, list } = report
  return (
    <section aria-labelledby="report" className="mb-10 border-l-2 border-accent pl-4">
      <h2 id="report" tabIndex={-1} autoFocus className="text-xl font-semibold outline-none">
        {title}
      </h2>
      <p className="mt-1">{summary}</p>
      {secret && (
        <code className="mt-2 block rounded bg-raised px-3 py-2 wrap-anywhere text-ink select-all">
          {secret}
        </code>
      )}
      {details && <p className="mt-3">{details}</p>}
      {list && list.length > 0 && (
        <ul className="mt-1 list-disc space-y-1 pl-5 text-sm leading-relaxed marker:text-edge">
          {list.map((entry, index) => (
            // Entries repeat; a report that was read stays as it is.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="break-words">
              {entry}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  )
}
