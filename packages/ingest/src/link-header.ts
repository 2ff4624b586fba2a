/** A link of an HTTP Link header. */
export interface HeaderLink {
  /** As it stands there, possibly relative. */
  href: string
  /** Relation types in lower case. */
  rels: string[]
}

/** A target and everything up to the next comma or target that is not within quotes. */
const linkValue = /<([^<>]*)>((?:[^,"<]|"(?:[^"\\]|\\.)*"?)*)/g
const parameter = /(?<![\w*-])([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s;,"]*))/g

/**
 * The links of Link headers that are joined by commas (RFC 8288). Publishers' servers write them with
 * semicolons missing and commas too many, and one damaged link must not hide the next, so what cannot be
 * read is passed over. Links that are about another document (`anchor`) are left out.
 */
export function parseLinkHeader(header: string): HeaderLink[] {
  const links: HeaderLink[] = []
  for (const [, href = '', rest = ''] of header.matchAll(linkValue)) {
    const parameters = new Map<string, string>()
    for (const [, name = '', quoted, plain = ''] of rest.matchAll(parameter)) {
      const key = name.toLowerCase()
      // The first of a kind counts.
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain)
    }
    const rels = (parameters.get('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    if (rels.length > 0 && !parameters.has('anchor')) links.push({ href: href.trim(), rels })
  }
  return links
}
