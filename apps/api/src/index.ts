import type { NewInvitation } from '@courant/feed'

import { type Env, readEnv } from './env.ts'
import { createLog, type Log } from './log.ts'
import { type Api, startApi } from './server.ts'
import { isUnreachable } from './unreachable.ts'

try {
  await run(readEnv())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function run(env: Env): Promise<void> {
  const log = createLog(env.logLevel)
  const api = await startApi(env, log).catch((error: unknown) => {
    throw explain(error, env)
  })
  stopWhenAsked(api)
  log.info('The API listens', { url: `${api.url}/graphql` })
  const invitation = await api.inviteFirstAdmin()
  if (invitation) sayHowToBegin(log, env, invitation)
  const tell = invitation
    ? [`  Account     ${linkTo(env, invitation)} (makes you the admin, once)`]
    : []
  process.send?.({ ready: true, tell })
}

function linkTo({ webUrl }: Env, { token }: NewInvitation): string {
  return `${webUrl}/welcome?invitation=${token}`
}

/** For the first admin: whoever reads what this process prints may be it. */
function sayHowToBegin(log: Log, env: Env, invitation: NewInvitation): void {
  const { token, expiresAt } = invitation
  log.info('There is no account yet. Whoever opens this link becomes the admin; it works once.', {
    link: linkTo(env, invitation),
    orSend: `mutation { accountCreate(input: { email: "...", password: "...", invitation: "${token}" }) { account { role } userErrors { message } } }`,
    until: expiresAt,
  })
}

/** What whoever starts the API can do about it, where that is known. */
function explain(error: unknown, { databaseUrl, port }: Env): unknown {
  if (isUnreachable(error)) {
    return new Error(`The database at ${new URL(databaseUrl).host} does not answer (DATABASE_URL).`)
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken. Set API_PORT to a free one.`)
  }
  return error
}

/** By a signal, or because the process that started this one is gone. */
function stopWhenAsked(api: Api): void {
  const stop = () => void api.stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  process.once('disconnect', stop)
}
