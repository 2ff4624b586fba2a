'use client'

import type { ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'

interface Props {
  summary: string
  children: ReactNode
}

/** Fields of a form that are unfolded when they are asked for, and where something is not right about them. */
export function FoldedFields({ summary, children }: Props) {
  const { errors } = useFormState()
  return (
    <details open={Object.keys(errors).length > 0}>
      <summary className="cursor-pointer py-1 text-accent">{summary}</summary>
      <div className="mt-2 space-y-3">{children}</div>
    </details>
  )
}
