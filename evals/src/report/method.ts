/** The words around the table of docs/quality.md: what each figure is, and how it was measured. */
export function method(table: string, machine: string): string {
  return `# Quality\n\n${table}\n\n${machine}\n`
}
