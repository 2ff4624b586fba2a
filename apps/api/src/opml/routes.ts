import { decode, exportOpml, importOpml, IngestError } from '@courant/ingest'
import express, { type RequestHandler, Router } from 'express'

import { viewerOf } from '../auth/authenticate.ts'
import { requireScope } from '../auth/access.ts'
import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'
import { answerErrors } from '../transports/answer-errors.ts'
import { refuse } from '../transports/refuse.ts'

/** Bytes; a list of ten thousand feeds. */
const maxListBytes = 2 * 1_024 * 1_024

/** Subscription lists over plain HTTP: GET downloads one, POST imports one that is the request's body. */
export function createOpmlRoutes(services: Services, toPublic: ToPublicError): RequestHandler {
  const router = Router()
  router.get('/', download(services))
  const readBody = express.raw({ type: () => true, limit: maxListBytes })
  router.post('/', requireKey, readBody, take(services))
  router.all('/', (_req, res) => {
    res.set('allow', 'GET, HEAD, POST')
    refuse(res, 405, 'BAD_REQUEST', 'GET downloads the subscription list, POST imports one.')
  })
  router.use(answerErrors(toPublic, (error) => (error instanceof IngestError ? error.code : null)))
  return router
}

function download({ db }: Services): RequestHandler {
  return async (_req, res) => {
    const list = await exportOpml(db, new Date())
    res.type('text/x-opml; charset=utf-8')
    res.set('content-disposition', 'attachment; filename="courant.opml"')
    res.send(list)
  }
}

/** Before the body is read. */
const requireKey: RequestHandler = (_req, res, next) => {
  requireScope({ viewer: viewerOf(res) }, 'SOURCES_WRITE')
  next()
}

function take({ db, intake }: Services): RequestHandler {
  return async (req, res) => {
    const body: unknown = req.body
    const text = body instanceof Uint8Array ? decode(body, req.get('content-type')) : ''
    const imported = await importOpml(db, text, { name: 'the list', ...intake })
    const { created, known, problems } = imported
    res.json({ created, known, problems })
  }
}
