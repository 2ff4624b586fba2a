import type { SourceState } from '../../generated/graphql.ts'

interface Props {
  /** Null for a source that has no feed. */
  state: SourceState | null
  /** Whether somebody should look at it. */
  alert: boolean
}

const shapes = {
  OK: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  WAITING: <circle cx="6" cy="6" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  FAILING: <path d="M6 1 L11.5 11 H0.5 Z" fill="currentColor" />,
  GONE: <path d="M2 2 L10 10 M10 2 L2 10" stroke="currentColor" strokeWidth="2" />,
  PAUSED: <path d="M3.25 2 V10 M8.75 2 V10" stroke="currentColor" strokeWidth="2.5" />,
  none: <path d="M1.5 6 H10.5" stroke="currentColor" strokeWidth="1.5" />,
} as const

/** The state of a source at a glance; the words beside it say it. */
export function StateMark({ state, alert }: Props) {
  const color = alert ? 'text-alert' : state === 'OK' ? 'text-accent' : 'text-quiet'
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className={`inline-block size-2.5 shrink-0 ${color}`}
    >
      {shapes[state ?? 'none']}
    </svg>
  )
}
