/** What the search page looks for, and where in its results it is. */
export interface SearchAddress {
  /** Without blanks around it; empty where nothing is looked for. */
  text: string
  after: string | null
  before: string | null
}

/** Reads the query of the search page's address. */
export function readSearchAddress(query: string): SearchAddress {
  const params = new URLSearchParams(query)
  return {
    // No text holds it, and no database takes it.
    text: (params.get('q') ?? '').replaceAll('\u0000', '').trim(),
    after: params.get('after') || null,
    before: params.get('before') || null,
  }
}

/** The address of the search page; without paging it has the best results. */
export function searchHref({ text, after, before }: Partial<SearchAddress>): string {
  const params = new URLSearchParams()
  if (text) params.set('q', text)
  if (after) params.set('after', after)
  if (before) params.set('before', before)
  const query = params.toString()
  return `/search${query && `?${query}`}`
}
