import { pageUrl } from '../lib/page-url.ts'

/** Tells search engines which of a page's addresses is the page: they heed whole ones alone. */
export async function CanonicalLink({ path }: { path: string }) {
  return <link rel="canonical" href={await pageUrl(path)} />
}
