import { messages } from '../../messages/messages.ts'
import { FormField } from './FormField.tsx'

interface Props {
  /** Whether the browser keeps a key; then there is nothing to ask for, unless it is refused. */
  kept: boolean
  error: string | undefined
  autoFocus?: boolean
}

/** Asks for the API key that a change needs. */
export function KeyField({ kept, error, autoFocus }: Props) {
  const words = messages.sources.key
  if (kept && !error) return null
  return (
    <FormField
      name="key"
      type="password"
      autoComplete="current-password"
      autoFocus={autoFocus}
      label={words.label}
      error={error}
      hint={
        <>
          {words.hint}
          <code className="my-1 block w-fit rounded bg-raised px-2 py-1 text-ink">
            {words.command}
          </code>
          {words.keeps}
        </>
      }
    />
  )
}
