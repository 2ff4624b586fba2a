import { CourantError } from '@courant/feed'
import { filterFromSearchParams, filterToSearchParams, FilterUrlError } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'
import { type RequestHandler, Router } from 'express'

import { viewerOf } from '../auth/authenticate.ts'
import { clientOf } from '../limits/client.ts'
import { checkText } from '../limits/input.ts'
import { answerErrors } from '../transports/answer-errors.ts'
import { baseUrlOf } from '../transports/base-url.ts'
import { createSendConditionally, type SendConditionally } from '../transports/conditional.ts'
import { refuse } from '../transports/refuse.ts'
import type { GraphqlService } from '../transports/service.ts'
import { targetOf } from '../transports/target.ts'
import { costOfFeed, type Feed, loadFeed } from './load-feed.ts'
import { feedFormats, type FeedHead } from './write.ts'

type Service = Pick<GraphqlService, 'services' | 'budgets' | 'addressOf' | 'toPublic'>

/** Articles in a feed that does not say `first`. */
const usualSize = 50

/**
 * Every filter as a feed: `/articles.rss`, `.atom` and `.json`, with the filter as the pages' addresses
 * have it, `first` (1 to 100; 50 without it) and `cursor`.
 */
export function createFeedRoutes(service: Service, publicUrl: string | null): RequestHandler {
  const router = Router()
  const send = createSendConditionally()
  router.get('/articles.:format', (req, res, next) => {
    const format = req.params['format']
    if (format !== 'rss' && format !== 'atom' && format !== 'json') return next()
    return answer(service, publicUrl, format, send)(req, res, next)
  })
  router.all('/*rest', (_req, res) => {
    refuse(res, 404, 'NOT_FOUND', 'There are articles.rss, articles.atom and articles.json.')
  })
  const badFilter = (error: Error) => (error instanceof FilterUrlError ? 'BAD_FILTER' : null)
  router.use(answerErrors(service.toPublic, badFilter))
  return router
}

function answer(
  { services, budgets, addressOf }: Service,
  publicUrl: string | null,
  format: keyof typeof feedFormats,
  send: SendConditionally,
): RequestHandler {
  const { type, write } = feedFormats[format]
  return async (req, res) => {
    const asked = readAddress(targetOf({ url: req.originalUrl }).params)
    const viewer = viewerOf(res)
    const client = clientOf({ viewer, address: addressOf(req) })
    budgets.spend(client, costOfFeed(Math.min(asked.first, 100)))
    const feed = await loadFeed(await services.reads.dbFor(viewer), asked.filter, asked)
    const head = headOf(publicUrl ?? baseUrlOf(req), format, asked, feed)
    send(req, res, { address: head.self, type, body: write(head, feed) })
  }
}

interface Asked {
  filter: ArticleFilter
  first: number
  cursor: string | null
}

/** @throws {FilterUrlError | CourantError | GraphQLError} what the address says cannot be read */
function readAddress(params: URLSearchParams): Asked {
  for (const [key, value] of params) checkText(value, `"${key}"`)
  const first = params.get('first')
  if (first !== null && !/^\d{1,3}$/.test(first)) {
    throw new CourantError('BAD_PAGE', '"first" must be a number from 1 to 100.', 'first')
  }
  return {
    filter: filterFromSearchParams(params),
    first: first === null ? usualSize : Number(first),
    cursor: params.get('cursor') || null,
  }
}

function headOf(base: string, format: string, asked: Asked, { nextCursor }: Feed): FeedHead {
  const filter = filterToSearchParams(asked.filter)
  const addressAt = (cursor: string | null) => {
    const params = new URLSearchParams(filter)
    if (asked.first !== usualSize) params.set('first', String(asked.first))
    if (cursor !== null) params.set('cursor', cursor)
    return `${base}/feeds/articles.${format}${queryOf(params)}`
  }
  return {
    title: ['Courant', [...filter.values()].join(', ')].filter(Boolean).join(': '),
    self: addressAt(asked.cursor),
    page: `${base}/${queryOf(filter)}`,
    next: nextCursor === null ? null : addressAt(nextCursor),
  }
}

function queryOf(params: URLSearchParams): string {
  return params.size > 0 ? `?${params.toString()}` : ''
}
