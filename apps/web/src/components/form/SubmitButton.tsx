'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

interface Props {
  children: ReactNode
  /** What it says while the answer is awaited. */
  pending: string
  /** Beside others in its form. */
  name?: string
  value?: string
  quiet?: boolean
}

const looks = {
  quiet: 'border-edge hover:bg-raised hover:text-accent',
  main: 'border-accent bg-accent font-medium text-paper hover:underline',
}

/** Sends its form, once. */
export function SubmitButton({ children, pending: pendingLabel, name, value, quiet }: Props) {
  const { pending, data } = useFormStatus()
  const pressed = pending && (name === undefined || data.get(name) === value)
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
      className={`rounded border px-4 py-2 leading-snug aria-disabled:cursor-progress ${quiet ? looks.quiet : looks.main}`}
    >
      {pressed ? `${pendingLabel}…` : children}
      {pressed && <span data-pending hidden />}
    </button>
  )
}
