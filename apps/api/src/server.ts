import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

import { inviteFirstAdmin, type NewInvitation, rememberNames } from '@courant/feed'
import { createPasswords, type PasswordCost } from '@courant/feed/passwords'
import { createModel } from '@courant/ingest'
import { createDb, type Db, Prisma } from '@courant/prisma'

import { createAnswers } from './answers/answers.ts'
import { createKept } from './answers/kept.ts'
import { createAssemble } from './assembly/assemble.ts'
import { createDirectory } from './assembly/directory.ts'
import { createAssembleEvent } from './assembly/event.ts'
import { createWritePage } from './assembly/write-page.ts'
import { authenticate } from './auth/authenticate.ts'
import { requireReader } from './auth/require-reader.ts'
import type { Intake, Services } from './context.ts'
import { prepareDrain } from './drain.ts'
import type { Env } from './env.ts'
import { createErrorMapper } from './errors.ts'
import { createFeedRoutes } from './feeds/routes.ts'
import { createHttpApp } from './http.ts'
import { startEventReader, type Watch } from './live/reader.ts'
import { createRender } from './live/render.ts'
import { admit } from './limits/admit.ts'
import { createBudgets } from './limits/budget.ts'
import { createAddressOf } from './limits/client.ts'
import { createStreams } from './limits/streams.ts'
import { createLog, type Log } from './log.ts'
import { rulesOf } from './operation.ts'
import { readOperations } from './operations/known.ts'
import { persisted } from './operations/persisted.ts'
import { createOpmlRoutes } from './opml/routes.ts'
import { readPrimary, readReplica, type Reads } from './replica/reads.ts'
import { createSchema } from './schema.ts'
import { createSitemapRoutes } from './sitemaps/routes.ts'
import { createApolloHandler } from './transports/apollo.ts'
import { answerPlain } from './transports/plain.ts'
import { createSseHandler } from './transports/sse.ts'
import { attachWebSocket } from './transports/websocket.ts'
import { createHubCallback } from './websub/callback.ts'

const graphqlPath = '/graphql'
/** What filters call actors, topics and sources: a hundred bytes each. */
const namesKept = 50_000
/** Requests still running are cut off after this, in milliseconds. */
const finishWithin = 7_000

export interface Api {
  /** Of the server; GraphQL is at `/graphql` below it. */
  url: string
  /** Lets requests finish, tells subscribers to connect again, closes everything; at most 10 s. */
  stop(): Promise<void>
  /** An invitation for the first admin, where there is no account yet. */
  inviteFirstAdmin(): Promise<NewInvitation | null>
}

/**
 * Starts the API.
 * @param passwordCost what it costs to hash a password; as is usual unless given
 * @throws when the database does not answer or the port is taken
 */
export async function startApi(
  env: Env,
  log: Log = createLog(env.logLevel),
  passwordCost?: PasswordCost,
): Promise<Api> {
  const operations = readOperations(env.operationsFile, env.onlyKnownOperations)
  const db = createDb(env.databaseUrl)
  const reads = await readsOf(env, db, log)
  const answers = createAnswers(env.answerCache)
  const directory = createDirectory(reads.db)
  const { writePage, ...written } = createWritePage(reads.db, directory, env.articleCache)
  const names = createKept<{ id: string }>({ max: namesKept }, ['names'])
  rememberNames(reads.usual, names)
  const watched = [directory, names, written, answers]
  const watch: Watch = {
    forget: (of) => watched.forEach((each) => each.forget(of)),
    distrust: () => watched.forEach((each) => each.distrust()),
  }
  const disconnect = () => Promise.all([reads.close(), db.$disconnect()])
  const reader = await startEventReader(reads, log, watch).catch(async (error: unknown) => {
    await disconnect()
    throw error
  })
  const stopping = new AbortController()
  const services: Services = {
    db,
    reads,
    reader,
    intake: intakeOf(env, log),
    passwords: createPasswords(passwordCost),
    access: env.access,
  }
  const addressOf = createAddressOf(env.trustedProxies)
  const budgets = createBudgets({ limit: env.costLimit, refill: env.costRefill })
  const streams = createStreams(env.streamsPerAddress)
  const toPublic = createErrorMapper(log, { suggest: env.introspection })
  const schema = createSchema()
  const service = {
    schema,
    rules: rulesOf(env),
    operations,
    answers,
    assemble: createAssemble(schema, writePage),
    watch,
    render: createRender(toPublic, createAssembleEvent(schema, directory)),
    budgets,
    streams,
    addressOf,
    services,
    toPublic,
  }
  const apollo = await createApolloHandler(service, log)
  const { allowedOrigins } = env
  const app = createHttpApp({
    graphqlPath,
    allowedOrigins,
    admit: admit(service),
    authenticate: authenticate(services, toPublic, allowedOrigins),
    requireReader: requireReader(services, toPublic),
    opml: createOpmlRoutes(services, toPublic),
    feeds: createFeedRoutes(service, env.publicUrl),
    sitemaps: createSitemapRoutes(service, env.publicUrl),
    persisted: persisted(operations),
    trustedProxies: env.trustedProxies,
    apollo: apollo.handle,
    sse: createSseHandler(service, stopping.signal),
    hubs: createHubCallback({ db, log }),
    isReady: async () =>
      !stopping.signal.aborted && reader.isRunning() && (await isThere(reads.db())),
    log,
  })
  const server = createServer(answerPlain(service, graphqlPath, { apollo, otherwise: app, log }))
  const drain = prepareDrain(server)
  const webSocket = attachWebSocket(server, service, { path: graphqlPath, allowedOrigins })

  async function stop(): Promise<void> {
    stopping.abort()
    await Promise.all([drain(finishWithin), webSocket.stop()])
    await apollo.stop()
    await reader.stop()
    await disconnect()
  }

  try {
    server.listen(env.port, env.host)
    await once(server, 'listening')
  } catch (error) {
    await stop()
    throw error
  }
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(server),
    stop: () => (stopped ??= stop()),
    inviteFirstAdmin: () => inviteFirstAdmin(db),
  }
}

async function readsOf({ databaseUrl, replica }: Env, db: Db, log: Log): Promise<Reads> {
  if (!replica) return readPrimary(db, databaseUrl)
  return readReplica(db, databaseUrl, replica, log).catch(async (error: unknown) => {
    await db.$disconnect()
    throw error
  })
}

function intakeOf({ allowPrivateHosts, contact, languageModel }: Env, log: Log): Intake {
  const onFailure = (reason: string) => log.warn('The language model did not help', { reason })
  const model = languageModel && createModel({ ...languageModel, onFailure })
  return { allowPrivateHosts, contact, model }
}

async function isThere(db: Db): Promise<boolean> {
  return db.$queryRaw(Prisma.sql`SELECT 1`).then(
    () => true,
    () => false,
  )
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://localhost:${address.port}`
}
