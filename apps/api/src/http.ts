import cors from 'cors'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'

import type { Log } from './log.ts'
import { refuseCrossSite } from './transports/cross-site.ts'
import { refuse } from './transports/refuse.ts'

/** Bytes of a request's body, counted before anything is parsed. */
const maxBodyBytes = 64 * 1_024

export interface HttpRoutes {
  graphqlPath: string
  allowedOrigins: readonly string[]
  /** Counts requests, and turns away whoever makes too many. */
  admit: RequestHandler
  /** Finds out who asks; before any other handler. */
  authenticate: RequestHandler
  /** Turns away who may not read. */
  requireReader: RequestHandler
  /** Subscription lists, at `/opml`. */
  opml: RequestHandler
  /** Every filter as RSS, Atom and JSON Feed, below `/feeds`. */
  feeds: RequestHandler
  /** For search engines: `/sitemap.xml` and `/sitemaps`. */
  sitemaps: RequestHandler
  /** Puts operations in the place of their ids. */
  persisted: RequestHandler
  /** Which proxies are believed when they say how the client reached them. */
  trustedProxies: readonly string[]
  apollo: RequestHandler
  sse: RequestHandler
  /** Where WebSub hubs call. */
  hubs: RequestHandler
  /** Whether new requests are welcome. */
  isReady: () => Promise<boolean>
  log: Log
}

/** The routes of the HTTP server. */
export function createHttpApp(routes: HttpRoutes): Express {
  const { graphqlPath, allowedOrigins, admit, authenticate, apollo, sse, isReady, log } = routes
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', [...routes.trustedProxies])
  app.use((_req, res, next) => {
    res.set('x-content-type-options', 'nosniff')
    next()
  })

  app.get('/health/live', (_req, res) => void res.json({ live: true }))
  app.get('/health/ready', async (_req, res) => {
    const ready = await isReady()
    res.status(ready ? 200 : 503).json({ ready })
  })
  app.get('/', (req, res) => {
    const here = req.get('host') ?? 'localhost'
    res.json({
      name: 'Courant API',
      graphql: `http://${here}${graphqlPath}`,
      subscriptions: {
        webSocket: `ws://${here}${graphqlPath}`,
        serverSentEvents: `http://${here}${graphqlPath}`,
      },
      opml: `http://${here}/opml`,
      feeds: ['rss', 'atom', 'json'].map((format) => `http://${here}/feeds/articles.${format}`),
    })
  })

  app.all('/websub/:token', routes.hubs)
  const fromPages = cors({ origin: [...allowedOrigins], maxAge: 600 })
  const forReaders = [admit, authenticate, routes.requireReader]
  app.use('/opml', fromPages, forReaders, routes.opml)
  app.use(['/sitemap.xml', '/sitemaps'], forReaders)
  app.use(routes.sitemaps)
  app.use('/feeds', fromPages, forReaders, routes.feeds)
  app.use(
    graphqlPath,
    fromPages,
    refuseCrossSite(allowedOrigins),
    admit,
    authenticate,
    express.json({ limit: maxBodyBytes }),
    routes.persisted,
    (req, res, next) => (wantsEvents(req) ? sse : apollo)(req, res, next),
  )
  app.use((_req, res) => refuse(res, 404, 'NOT_FOUND', `GraphQL is at ${graphqlPath}.`))
  app.use(answerErrors(log))
  return app
}

const json = ['application/graphql-response+json', 'application/json']

function wantsEvents(req: express.Request): boolean {
  return req.accepts([...json, 'text/event-stream']) === 'text/event-stream'
}

/** What a body parser threw is the client's fault and says so in `status`; the rest is ours. */
function answerErrors(log: Log): ErrorRequestHandler {
  return (error: { status?: number; type?: string; limit?: number }, _req, res, next) => {
    if (res.headersSent) return next(error)
    if (error.type === 'entity.too.large') {
      return refuse(res, 413, 'BAD_REQUEST', `A request's body is at most ${error.limit} bytes.`)
    }
    if (error.status !== undefined && error.status < 500) {
      return refuse(res, error.status, 'BAD_REQUEST', 'The body of this request cannot be read.')
    }
    log.error('A request failed', { error })
    return refuse(res, 500, 'INTERNAL_SERVER_ERROR', 'Internal error')
  }
}
