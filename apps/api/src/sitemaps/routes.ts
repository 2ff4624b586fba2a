import { articleDays, articlesBetween } from '@courant/feed'
import type { Db } from '@courant/prisma'
import { type RequestHandler, Router } from 'express'

import { viewerOf } from '../auth/authenticate.ts'
import { clientOf } from '../limits/client.ts'
import { answerErrors } from '../transports/answer-errors.ts'
import { baseUrlOf } from '../transports/base-url.ts'
import { createSendConditionally } from '../transports/conditional.ts'
import { refuse } from '../transports/refuse.ts'
import type { GraphqlService } from '../transports/service.ts'
import { writeIndex, writeNewsSitemap, writeSitemap } from './write.ts'

type Service = Pick<GraphqlService, 'services' | 'budgets' | 'addressOf' | 'toPublic'>

/** What the protocol allows in one file. */
const mostEntries = 50_000
/** And search engines for news. */
const mostNews = 1_000
const newsFor = 48 * 3_600_000
const day = 24 * 3_600_000
/** A file reads many rows, but little of each. */
const perFile = 100

/**
 * For search engines: `/sitemap.xml` lists a file a day, `/sitemaps/2026-01-31.xml`, each with the pages of
 * that day's articles, at most 50,000; `/sitemaps/news.xml` lists those of the last 48 hours.
 */
export function createSitemapRoutes(service: Service, publicUrl: string | null): RequestHandler {
  const { db } = service.services.reads
  const router = Router()
  const send = sending(service, publicUrl)
  router.get(
    '/sitemap.xml',
    send(async (base) => writeIndex(base, await articleDays(db(), mostEntries))),
  )
  router.get(
    '/sitemaps/news.xml',
    send(async (base) => {
      const now = Date.now()
      const since = new Date(now - newsFor)
      const articles = await articlesBetween(db(), since, new Date(now + day), mostNews)
      return writeNewsSitemap(base, articles)
    }),
  )
  router.get(
    '/sitemaps/:day.xml',
    send((base, params) => ofDay(db(), base, params['day'])),
  )
  router.all('/sitemaps/*rest', (_req, res) => {
    refuse(res, 404, 'NOT_FOUND', 'There is no such sitemap; /sitemap.xml lists them.')
  })
  router.use(answerErrors(service.toPublic))
  return router
}

/** Null for what is no day, and for one without articles: an empty file is no sitemap. */
async function ofDay(db: Db, base: string, text: unknown): Promise<string | null> {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return null
  const from = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(from.getTime())) return null
  const articles = await articlesBetween(db, from, new Date(from.getTime() + day), mostEntries)
  if (articles.length === 0) return null
  return writeSitemap(base, articles)
}

function sending(
  { budgets, addressOf }: Service,
  publicUrl: string | null,
): (
  write: (base: string, params: Record<string, unknown>) => Promise<string | null>,
) => RequestHandler {
  const send = createSendConditionally()
  return (write) => async (req, res, next) => {
    budgets.spend(clientOf({ viewer: viewerOf(res), address: addressOf(req) }), perFile)
    const base = publicUrl ?? baseUrlOf(req)
    const body = await write(base, req.params)
    if (body === null) return next()
    send(req, res, { address: base + req.path, type: 'application/xml; charset=utf-8', body })
  }
}
