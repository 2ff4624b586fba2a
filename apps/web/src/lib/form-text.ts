/** What was typed into a field, as it was; empty where it is none. */
export function textOf(form: FormData, name: string): string {
  const given = form.get(name)
  return typeof given === 'string' ? given : ''
}
