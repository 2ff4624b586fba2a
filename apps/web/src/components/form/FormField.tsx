'use client'

import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'
import { FieldError } from './FieldError.tsx'

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'name' | 'defaultValue'> {
  name: string
  label: string
  hint?: ReactNode
  /** Says that it may be left empty. */
  optional?: string
}

/** A text with its label, what to know about it, and what is wrong with it. */
export function FormField({ name, label, hint, optional, ...input }: Props) {
  const { values, errors } = useFormState()
  const id = useId()
  const error = errors[name]
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {optional && <span className="font-normal text-quiet"> ({optional})</span>}
      </label>
      <FieldError id={`${id}-error`} error={error} />
      <input
        type="text"
        {...input}
        id={id}
        name={name}
        defaultValue={values[name]}
        // Of several, the browser takes the first.
        autoFocus={error !== undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={`block w-full rounded border bg-paper px-2.5 py-2 text-ink file:mr-3 file:cursor-pointer file:rounded file:border file:border-edge file:bg-raised file:px-3 file:py-1 ${error ? 'border-alert inset-ring inset-ring-alert' : 'border-edge'}`}
      />
      {hint && (
        <div id={`${id}-hint`} className="mt-1 text-sm leading-relaxed text-quiet">
          {hint}
        </div>
      )}
    </div>
  )
}
