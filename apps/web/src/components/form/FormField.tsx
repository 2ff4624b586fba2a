import type { ComponentProps, ReactNode } from 'react'

import { messages } from '../../messages/messages.ts'

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'name' | 'defaultValue'> {
  name: string
  label: string
  hint?: ReactNode
  error: string | undefined
  /** What was typed before. */
  value?: string | undefined
  optional?: boolean
}

/** A text with its label, what to know about it, and what is wrong with it. */
export function FormField({ name, label, hint, error, value, optional, ...input }: Props) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={name} className="mb-1 block font-medium">
        {label}
        {optional && (
          <span className="font-normal text-quiet"> ({messages.sources.form.optional})</span>
        )}
      </label>
      {error && <FieldError name={name} error={error} />}
      <input
        type="text"
        {...input}
        id={name}
        name={name}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={`block w-full rounded border bg-paper px-2.5 py-2 text-ink file:mr-3 file:cursor-pointer file:rounded file:border file:border-edge file:bg-raised file:px-3 file:py-1 ${error ? 'border-alert inset-ring inset-ring-alert' : 'border-edge'}`}
      />
      {hint && (
        <div id={`${name}-hint`} className="mt-1 text-sm leading-relaxed text-quiet">
          {hint}
        </div>
      )}
    </div>
  )
}

/** Stands at its field, and is read out with it. */
export function FieldError({ name, error }: { name: string; error: string }) {
  return (
    <p id={`${name}-error`} className="mb-1 leading-snug font-medium text-alert">
      <span aria-hidden="true">▲ </span>
      {error}
    </p>
  )
}
