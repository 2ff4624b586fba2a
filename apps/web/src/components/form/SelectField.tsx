'use client'

import { useId } from 'react'

import { useFormState } from './ActionForm.tsx'
import { FieldError } from './FieldError.tsx'

interface Props {
  name: string
  label: string
  /** Read out, but seen by nobody: what stands around it says it. */
  hideLabel?: boolean
  options: readonly { value: string; label: string }[]
  /** What is chosen before anybody chose. */
  initial: string
}

/** One of a few. */
export function SelectField({ name, label, hideLabel = false, options, initial }: Props) {
  const { values, errors } = useFormState()
  const id = useId()
  const error = errors[name]
  return (
    <div>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block font-medium'}>
        {label}
      </label>
      <FieldError id={`${id}-error`} error={error} />
      <select
        id={id}
        name={name}
        defaultValue={values[name] ?? initial}
        autoFocus={error !== undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        className={`rounded border bg-paper px-2 py-2 text-ink ${error ? 'border-alert' : 'border-edge'}`}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
