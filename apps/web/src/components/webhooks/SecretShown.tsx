'use client'

import type { ReactNode } from 'react'

import { useFormState } from '../form/ActionForm.tsx'

interface Props {
  title: string
  advice: string
  /** Leads on to the webhook. */
  open?: string
  /** What stands there until the secret is shown. */
  children?: ReactNode
}

/** Shows the secret that a form has brought, this once, and takes the reader there. */
export function SecretShown({ title, advice, open, children }: Props) {
  const { report } = useFormState()
  if (!report) return children
  return (
    <section aria-labelledby="secret" className="border-l-2 border-accent pl-4">
      <h2 id="secret" tabIndex={-1} autoFocus className="text-xl font-semibold outline-none">
        {title}
      </h2>
      <p className="mt-1 leading-relaxed">{advice}</p>
      <code className="my-3 block w-fit max-w-full rounded bg-raised px-3 py-2 wrap-anywhere">
        {report.summary}
      </code>
      {open && report.details && (
        <a
          href={report.details}
          className="inline-block py-1 font-medium text-accent underline underline-offset-4 hover:no-underline"
        >
          {open}
        </a>
      )}
    </section>
  )
}
