import { createApiKey, createAccount } from '@courant/feed'
import { createPasswords } from '@courant/feed/passwords'
import { type AccountRole, type ApiKeyScope } from '@courant/prisma'
import {
  execute,
  type GraphQLField,
  type GraphQLInputType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  getNamedType,
  getNullableType,
  parse,
  subscribe,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, type TestNews } from '../api.fixture.ts'
import { createContext, type Services } from '../context.ts'
import { errorCode } from '../errors.ts'
import { startEventReader } from '../live/reader.ts'
import { readPrimary } from '../replica/reads.ts'
import { createLog } from '../log.ts'
import { createSchema } from '../schema.ts'
import type { AccessSettings } from './access.ts'
import { anonymous, identifyViewer, type Viewer } from './viewer.ts'

/**
 * What it takes to ask for each field of the contract: nothing at all, what it takes to read (nothing, or
 * where reading is closed, to be somebody), a role, or the scope of a key, which editors have too, and that
 * of webhooks whoever is signed in.
 */
const needs: Record<string, 'nothing' | 'reading' | AccountRole | ApiKeyScope> = {
  'Query.accounts': 'ADMIN',
  'Query.apiKeys': 'ADMIN',
  'Query.article': 'reading',
  'Query.articles': 'reading',
  'Query.entities': 'reading',
  'Query.entity': 'reading',
  'Query.facets': 'reading',
  'Query.feedPreview': 'SOURCES_WRITE',
  'Query.filterPreview': 'reading',
  'Query.node': 'reading',
  'Query.opml': 'reading',
  'Query.site': 'nothing',
  'Query.source': 'reading',
  'Query.sourceConnection': 'reading',
  'Query.sources': 'reading',
  'Query.starterPacks': 'reading',
  'Query.stories': 'reading',
  'Query.story': 'reading',
  'Query.search': 'reading',
  'Query.timeline': 'reading',
  'Query.topic': 'reading',
  'Query.topicConnection': 'reading',
  'Query.topics': 'reading',
  'Query.trending': 'reading',
  'Query.viewer': 'nothing',
  'Query.webhook': 'WEBHOOKS_WRITE',
  'Query.webhooks': 'WEBHOOKS_WRITE',
  'Mutation.accountCreate': 'nothing',
  'Mutation.accountInvite': 'ADMIN',
  'Mutation.accountUpdate': 'ADMIN',
  'Mutation.apiKeyCreate': 'ADMIN',
  'Mutation.apiKeyRevoke': 'ADMIN',
  'Mutation.articleCreate': 'ARTICLES_WRITE',
  'Mutation.articleRemove': 'ARTICLES_WRITE',
  'Mutation.articleUpdate': 'ARTICLES_WRITE',
  'Mutation.entityMerge': 'ENTITIES_WRITE',
  'Mutation.entityUnmerge': 'ENTITIES_WRITE',
  'Mutation.entityUpdate': 'ENTITIES_WRITE',
  'Mutation.takeawayUpdate': 'ARTICLES_WRITE',
  'Mutation.follow': 'READER',
  'Mutation.markRead': 'READER',
  'Mutation.mute': 'READER',
  'Mutation.save': 'READER',
  'Mutation.savedFeedCreate': 'READER',
  'Mutation.savedFeedRemove': 'READER',
  'Mutation.savedFeedUpdate': 'READER',
  'Mutation.unfollow': 'READER',
  'Mutation.unmute': 'READER',
  'Mutation.unsave': 'READER',
  'Mutation.ingest': 'ARTICLES_WRITE',
  'Mutation.opmlImport': 'SOURCES_WRITE',
  'Mutation.passwordChange': 'READER',
  'Mutation.signIn': 'nothing',
  'Mutation.signOut': 'nothing',
  'Mutation.sourceCreate': 'SOURCES_WRITE',
  'Mutation.sourceRemove': 'SOURCES_WRITE',
  'Mutation.sourceUpdate': 'SOURCES_WRITE',
  'Mutation.sourcesPoll': 'SOURCES_WRITE',
  'Mutation.webhookCreate': 'WEBHOOKS_WRITE',
  'Mutation.webhookDeliveryReplay': 'WEBHOOKS_WRITE',
  'Mutation.webhookRemove': 'WEBHOOKS_WRITE',
  'Mutation.webhookSecretRotate': 'WEBHOOKS_WRITE',
  'Mutation.webhookTest': 'WEBHOOKS_WRITE',
  'Mutation.webhookUpdate': 'WEBHOOKS_WRITE',
  'Subscription.articleAdded': 'reading',
  'Subscription.articleRevised': 'reading',
  'Subscription.storyUpdated': 'reading',
}

const roles = ['READER', 'EDITOR', 'ADMIN'] as const
const scopes = ['ARTICLES_WRITE', 'ENTITIES_WRITE', 'SOURCES_WRITE', 'WEBHOOKS_WRITE'] as const
const callers = ['anonymous', ...roles, ...scopes.map((scope) => `a key for ${scope}`)]

/** Whether a caller may, and otherwise how they are refused. */
function expected(caller: string, need: string, reading: AccessSettings['reading']): string {
  if (need === 'nothing' || (need === 'reading' && reading === 'public')) return 'heard'
  if (caller === 'anonymous') return errorCode.unauthenticated
  if (need === 'reading' || caller === `a key for ${need}`) return 'heard'
  const ofScope = need === 'WEBHOOKS_WRITE' ? 'READER' : 'EDITOR'
  const role = (scopes as readonly string[]).includes(need) ? ofScope : need
  const rank = roles.findIndex((each) => each === caller)
  const enough = rank >= roles.findIndex((each) => each === role)
  return rank >= 0 && enough ? 'heard' : errorCode.forbidden
}

const schema = createSchema()
const fields = (['Query', 'Mutation', 'Subscription'] as const).flatMap((type) => {
  const root = schema.getType(type)
  if (!isCompositeType(root) || !('getFields' in root)) return []
  return Object.values(root.getFields()).map((field) => ({ type, field }))
})

/** A value that GraphQL takes, whatever the domain makes of it. */
function someValue(type: GraphQLInputType): string {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return '[]'
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter((each) => isNonNullType(each.type))
    return `{ ${required.map((each) => `${each.name}: ${someValue(each.type)}`).join(', ')} }`
  }
  const values: Record<string, string> = {
    Boolean: 'true',
    DateTime: '"2026-01-01T00:00:00Z"',
    Float: '1',
    Int: '1',
    URL: '"http://127.0.0.1:1/"',
  }
  return values[nullable.name] ?? '"nobody"'
}

function documentOf(type: string, field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter((each) => isNonNullType(each.type))
  const given = required.map((each) => `${each.name}: ${someValue(each.type)}`).join(', ')
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''
  return `${type.toLowerCase()} { ${field.name}${given && `(${given})`}${selection} }`
}

let news: TestNews
let services: Services
let reader: Services['reader']
const viewers = new Map<string, Viewer>([['anonymous', anonymous]])
beforeAll(async () => {
  news = await createTestNews()
  const log = createLog('error')
  const reads = readPrimary(news.db, news.databaseUrl)
  reader = await startEventReader(reads, log)
  const passwords = createPasswords({ memoryKiB: 8, passes: 1 })
  services = {
    db: news.db,
    reads,
    reader,
    intake: { allowPrivateHosts: [], contact: null, model: null },
    passwords,
    access: { signUp: 'open', reading: 'public', secureCookies: true },
  }
  for (const role of roles) {
    const given = { email: `${role}@news.example`, password: 'the tide is out', address: '' }
    const { account, token } = await createAccount(news.db, given, { signUp: 'open', passwords })
    await news.db.account.update({ where: { id: account.id }, data: { role } })
    viewers.set(role, await identifyViewer(news.db, { session: token }))
  }
  for (const scope of scopes) {
    const { key } = await createApiKey(news.db, { name: scope, scopes: [scope] })
    const viewer = await identifyViewer(news.db, { authorization: `Bearer ${key}` })
    viewers.set(`a key for ${scope}`, viewer)
  }
})
afterAll(async () => {
  await reader.stop()
  await news.close()
})

/** `heard`, or the code with which it was refused. */
async function ask(
  document: string,
  caller: string,
  reading: AccessSettings['reading'],
): Promise<string> {
  const access = { ...services.access, reading }
  const visit = { keepSession: () => {}, begun: () => null }
  const contextValue = createContext({ ...services, access }, viewers.get(caller), caller, visit)
  const args = { schema, document: parse(document), contextValue }
  const result = await (document.startsWith('subscription') ? subscribe(args) : execute(args))
  if (Symbol.asyncIterator in result) {
    await result.return(undefined)
    return 'heard'
  }
  const codes = (result.errors ?? []).map(({ extensions }) => extensions['code'])
  const refusals = [errorCode.unauthenticated, errorCode.forbidden]
  return refusals.find((code) => codes.includes(code)) ?? 'heard'
}

it('every field of the contract has an entry, and every entry is a field', () => {
  const names = fields.map(({ type, field }) => `${type}.${field.name}`)
  expect(Object.keys(needs).toSorted()).toEqual(names.toSorted())
})

describe.each(['public', 'closed'] as const)('where reading is %s', (reading) => {
  it.each(fields.map(({ type, field }) => [`${type}.${field.name}`, type, field] as const))(
    '%s is for whom it is meant',
    async (name, type, field) => {
      const document = documentOf(type, field)
      const heard: Record<string, string> = {}
      for (const caller of callers) heard[caller] = await ask(document, caller, reading)
      const wanted = callers.map((caller) => [
        caller,
        expected(caller, needs[name] ?? 'no entry', reading),
      ])
      expect(heard).toEqual(Object.fromEntries(wanted))
    },
  )
})
