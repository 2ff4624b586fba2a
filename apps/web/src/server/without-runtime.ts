/**
 * Next's scripts have no type; ours is a module, and data say that they are data. React writes neither `>` in an
 * attribute nor `</script` in a script.
 */
const runtime = /<script(?![^>]*\btype=)[^>]*>.*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/gs

/**
 * A page of Next's without Next's client: no script of it, no preloading of one, and not the second copy
 * of the content that it would hydrate from.
 */
export function withoutRuntime(html: string): string {
  return html.replaceAll(runtime, '')
}
