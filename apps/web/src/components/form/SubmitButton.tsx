import type { ReactNode } from 'react'

interface Props {
  children: ReactNode
  /** What it says while the answer is awaited. */
  pending: string
  /** Beside others in its form. */
  name?: string
  value?: string
  quiet?: boolean
  /** As one of several small ones in a list. */
  plain?: boolean
  /** What it is read out as, where its words alone do not tell what it is about. */
  label?: string
}

const boxed = 'rounded border px-4 py-2'
const looks = {
  plain: 'py-1 text-quiet hover:text-accent hover:underline',
  quiet: `${boxed} border-edge hover:bg-raised hover:text-accent`,
  main: `${boxed} border-accent bg-accent font-medium text-paper hover:underline`,
}

/** Sends its form; once, where scripts run (client/submit-once.ts). */
export function SubmitButton(props: Props) {
  const { children, pending, name, value, quiet, plain, label } = props
  const look = plain ? looks.plain : quiet ? looks.quiet : looks.main
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-label={label}
      data-pending={`${pending}…`}
      className={`leading-snug aria-disabled:cursor-progress ${look}`}
    >
      {children}
    </button>
  )
}
