import { setResponseStatus } from '../../../server/response-status.ts'
import NotFoundPage from '../not-found.tsx'

export { generateMetadata } from '../not-found.tsx'

/**
 * Any address that no page has. It is rendered as a page, not by `notFound`: what that renders is left to
 * Next's client, which our pages do without. The front server shows this one wherever a page says `notFound`.
 */
export default function MissingPage() {
  setResponseStatus(404)
  return <NotFoundPage />
}
