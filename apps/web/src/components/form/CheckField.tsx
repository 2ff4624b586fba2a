import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'id'> {
  type: 'checkbox' | 'radio'
  label: ReactNode
  hint?: ReactNode
}

/** Something to choose, or one of several. */
export function CheckField({ label, hint, ...input }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-3 py-1.5">
      <input
        {...input}
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
