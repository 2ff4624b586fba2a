/** What a form shows: what was typed into it, and what is not right about it. */
export interface FormState {
  /** By the names of the fields. */
  values: Readonly<Record<string, string>>
  /** What was chosen among many. */
  chosen: readonly string[]
  errors: FormErrors
  /** What came of it, where the page stays. */
  report?: FormReport
}

/** In the words of the reader. */
export interface FormReport {
  summary: string
  /** To be copied, since it is shown this once. */
  secret?: string
  details?: string
  list?: readonly string[]
}

/** By the names of the fields; `form` stands against all of it. */
export type FormErrors = Readonly<Record<string, string>>

export const untouched: FormState = { values: {}, chosen: [], errors: {} }

/** Its texts, trimmed, but for the API key, which is never sent back. */
export function typedInto(form: FormData): Record<string, string> {
  const texts = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'key' && !name.startsWith('$')
      ? [[name, value.trim()] as const]
      : [],
  )
  return Object.fromEntries(texts)
}

/**
 * What the API says against an input, at the fields of a form; what concerns none of them, at the form.
 * @param fields those of the form
 */
export function errorsOf(
  userErrors: readonly { field?: string | null; message: string }[],
  fields: readonly string[],
): FormErrors {
  const errors: Record<string, string> = {}
  for (const { field, message } of userErrors) {
    const last = field?.split('.').at(-1) ?? ''
    const at = fields.includes(last) ? last : 'form'
    errors[at] = errors[at] ? `${errors[at]} ${message}` : message
  }
  return errors
}
