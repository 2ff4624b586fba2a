'use client'

import { useId } from 'react'

import { useFormState } from './ActionForm.tsx'
import { FieldError } from './FieldError.tsx'

interface Props {
  name: string
  label: string
  hint: string
  rows: number
}

/** A text of several lines with its label, what to know about it, and what is wrong with it. */
export function TextField({ name, label, hint, rows }: Props) {
  const { values, errors } = useFormState()
  const id = useId()
  const error = errors[name]
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <FieldError id={`${id}-error`} error={error} />
      <textarea
        id={id}
        name={name}
        rows={rows}
        defaultValue={values[name]}
        autoFocus={error !== undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        className={`block w-full rounded border bg-paper px-2.5 py-2 text-ink ${error ? 'border-alert inset-ring inset-ring-alert' : 'border-edge'}`}
      />
      <p id={`${id}-hint`} className="mt-1 text-sm leading-relaxed text-quiet">
        {hint}
      </p>
    </div>
  )
}
