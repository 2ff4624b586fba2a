import { pageUrl } from '../../lib/page-url.ts'

/**
 * What crawlers may read: every article, actor, topic and story has a page of its own, so that the combinations of
 * a filter, which are without end, need not be tried.
 */
export async function GET(): Promise<Response> {
  const text = `User-agent: *
Disallow: /?
Disallow: /search
Disallow: /settings
Disallow: /sign-in

Sitemap: ${await pageUrl('/sitemap.xml')}
`
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
