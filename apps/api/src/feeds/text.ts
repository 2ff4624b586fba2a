/** What XML 1.0 cannot hold, however it is escaped. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Text without what no feed can hold; its writer escapes the rest. */
export function legal(text: string): string {
  return text.replace(illegal, '')
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as HTML. */
export function toHtml(text: string): string {
  return legal(text).replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}

/** What an article says in brief, as HTML: its lead, and its takeaways as a list. */
export function briefOf(lead: string, takeaways: readonly { text: string }[]): string {
  const points = takeaways.map(({ text }) => `<li>${toHtml(text)}</li>`).join('')
  return (lead ? `<p>${toHtml(lead)}</p>` : '') + (points ? `<ul>${points}</ul>` : '')
}
