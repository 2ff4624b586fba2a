'use client'

import { useId } from 'react'
import type { ReactNode } from 'react'

import { useFormState } from './ActionForm.tsx'

interface Props {
  /** `several`: a checkbox among others of its name. */
  type: 'checkbox' | 'radio' | 'several'
  name: string
  value: string
  /** Whether it is chosen before anybody chose. */
  checked?: boolean
  label: ReactNode
  hint?: ReactNode
}

/** Something to choose, or one of several. */
export function CheckField({ type, name, value, checked = false, label, hint }: Props) {
  const { values, chosen } = useFormState()
  const id = useId()
  const kept = values[name] === undefined ? checked : values[name] === value
  return (
    <div className="flex items-start gap-3 py-1.5">
      <input
        type={type === 'radio' ? 'radio' : 'checkbox'}
        name={name}
        value={value}
        defaultChecked={type === 'several' ? chosen.includes(value) : kept}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-4.5 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="leading-snug">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm wrap-anywhere text-quiet">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
