'use client'

import { useFormState } from './ActionForm.tsx'

/** What is wrong with a field: stands at it, and is read out with it. */
export function FieldError({ name }: { name: string }) {
  const error = useFormState().errors[name]
  if (!error) return null
  return (
    <p id={`${name}-error`} className="mb-1 leading-snug font-medium text-alert">
      <span aria-hidden="true">▲ </span>
      {error}
    </p>
  )
}
