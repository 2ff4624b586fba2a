'use client'

import { useId } from 'react'
import type { ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'
import { FieldError } from './FieldError.tsx'

interface Props {
  /** That of the fields in it. */
  name: string
  legend: string
  children: ReactNode
}

/** Several things to choose from, with what is wrong with the choice. */
export function FieldGroup({ name, legend, children }: Props) {
  const error = useFormState().errors[name]
  const id = useId()
  return (
    <fieldset className="min-w-0" aria-describedby={error && id}>
      <legend className="mb-1 font-medium">{legend}</legend>
      {error && (
        <div tabIndex={-1} autoFocus className="outline-none">
          <FieldError id={id} error={error} />
        </div>
      )}
      {children}
    </fieldset>
  )
}
