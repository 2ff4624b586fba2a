import { claimDeliveries, createAccount, createWebhookFanOut } from '@courant/feed'
import { createPasswords } from '@courant/feed/passwords'
import type { AccountRole } from '@courant/prisma'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { post, startTestApi, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
beforeEach(async () => {
  await test.reset()
  await test.db.account.deleteMany()
  await test.db.signInAttempt.deleteMany()
})
afterAll(() => test.close())

const passwords = createPasswords({ memoryKiB: 8, passes: 1 })

type Ask = (query: string, variables?: object) => Promise<Record<string, unknown>>

const asking =
  (headers: Record<string, string>): Ask =>
  async (query, variables = {}) => {
    const response = await post(test.url, { query, variables }, headers)
    const { data, errors } = (await response.json()) as Record<string, Record<string, unknown>>
    expect(errors).toBeUndefined()
    return data!
  }

async function signUp(name: string, role: AccountRole = 'READER'): Promise<Ask> {
  const given = { email: `${name}@news.example`, password: 'the tide is out', address: '' }
  const { account, token } = await createAccount(test.db, given, { signUp: 'open', passwords })
  await test.db.account.update({ where: { id: account.id }, data: { role } })
  return asking({ cookie: `__Host-courant-session=${token}` })
}

const asKey = async () =>
  asking({ authorization: `Bearer ${await keyFor(test.db, 'WEBHOOKS_WRITE')}` })

const run = async (by: Ask, field: string, input: object, selection = '__typename') => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`
  const answer = await by(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { field code } } }`,
    { input },
  )
  return answer[field] as Record<string, unknown> & { userErrors: object[] }
}

const url = 'https://receiver.example/hook'
async function create(by: Ask, own: object = {}) {
  const input = { name: 'Desk', url, filter: {}, ...own }
  const { webhook } = await run(by, 'webhookCreate', input, 'webhook { id }')
  return (webhook as { id: string }).id
}

describe('a webhook', () => {
  it.each([
    ['somebody who is signed in', () => signUp('ada')],
    ['a program with a key', asKey],
  ])('of %s is made, seen, changed and removed', async (_who, come) => {
    const by = await come()
    const input = {
      name: ' City  desk ',
      url,
      filter: { languages: ['de'] },
      events: ['ARTICLE_REVISED', 'ARTICLE_ADDED'],
    }
    const made = await run(by, 'webhookCreate', input, 'secret webhook { id name state }')
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhook: { name: 'City desk', state: 'ACTIVE' },
      userErrors: [],
    })
    const { id } = made['webhook'] as { id: string }
    expect(await by('{ webhooks { totalCount nodes { id name url query events } } }')).toEqual({
      webhooks: {
        totalCount: 1,
        nodes: [
          {
            id,
            name: 'City desk',
            url,
            query: 'language=de',
            events: ['ARTICLE_ADDED', 'ARTICLE_REVISED'],
          },
        ],
      },
    })
    const changes = { id, name: 'Desk', filter: { languages: ['en'] }, paused: true }
    expect(await run(by, 'webhookUpdate', changes, 'webhook { name query state }')).toEqual({
      webhook: { name: 'Desk', query: 'language=en', state: 'PAUSED' },
      userErrors: [],
    })
    expect(await run(by, 'webhookTest', { id })).toMatchObject({
      userErrors: [{ field: 'input.id', code: 'WEBHOOK_RESTS' }],
    })
    const rotated = await run(by, 'webhookSecretRotate', { id }, 'secret')
    expect(rotated['secret']).not.toBe(made['secret'])
    expect(await run(by, 'webhookRemove', { id }, 'removedId')).toMatchObject({ removedId: id })
    expect(await by('query ($id: ID!) { webhook(id: $id) { id } }', { id })).toEqual({
      webhook: null,
    })
  })

  it('follows a saved feed, which its owner alone sees', async () => {
    const ada = await signUp('ada')
    const named = { name: 'German', filter: { languages: ['de'] } }
    const feed = await run(ada, 'savedFeedCreate', named, 'savedFeed { id }')
    const { id: savedFeed } = feed['savedFeed'] as { id: string }
    const id = await create(ada, { filter: null, savedFeed })
    const asked =
      'query ($id: ID!) { webhook(id: $id) { query savedFeed { name } account { email } } }'
    expect(await ada(asked, { id })).toEqual({
      webhook: {
        query: null,
        savedFeed: { name: 'German' },
        account: { email: 'ada@news.example' },
      },
    })
    const admin = await signUp('eve', 'ADMIN')
    expect(await admin(asked, { id })).toMatchObject({ webhook: { savedFeed: null } })
  })

  it('is nobody else’s, but for admins', async () => {
    const id = await create(await signUp('ada'))
    const stranger = await signUp('bob', 'EDITOR')
    const key = await asKey()
    for (const other of [stranger, key]) {
      expect(
        await other('query ($id: ID!) { webhook(id: $id) { id } webhooks { totalCount } }', { id }),
      ).toEqual({ webhook: null, webhooks: { totalCount: 0 } })
      for (const field of [
        'webhookUpdate',
        'webhookRemove',
        'webhookTest',
        'webhookSecretRotate',
      ]) {
        expect(await run(other, field, { id })).toMatchObject({
          userErrors: [{ field: 'input.id', code: 'UNKNOWN_WEBHOOK' }],
        })
      }
    }
    const admin = await signUp('eve', 'ADMIN')
    const everybodys =
      '{ webhooks(everybodys: true) { nodes { id } } own: webhooks { totalCount } }'
    expect(await admin(everybodys)).toEqual({
      webhooks: { nodes: [{ id }] },
      own: { totalCount: 0 },
    })
    expect(await run(admin, 'webhookSecretRotate', { id })).toMatchObject({
      userErrors: [{ code: 'UNKNOWN_WEBHOOK' }],
    })
    expect(await run(admin, 'webhookRemove', { id })).toMatchObject({ userErrors: [] })
  })

  it('is made once, and its secret shown once', async () => {
    const ada = await signUp('ada')
    const input = { name: 'Desk', url, filter: {}, idempotencyKey: 'once' }
    const first = await run(ada, 'webhookCreate', input, 'secret webhook { id }')
    const again = await run(ada, 'webhookCreate', input, 'secret webhook { id }')
    expect(again).toEqual({ ...first, secret: null })
  })

  it.each([
    ['name', 'BAD_NAME', { name: '' }],
    ['url', 'SSRF_BLOCKED', { url: 'http://169.254.169.254/latest/' }],
    ['url', 'SSRF_BLOCKED', { url: 'http://127.0.0.1/' }],
    ['url', 'SSRF_BLOCKED', { url: 'https://receiver.example:5432/' }],
    ['url', 'BAD_ADDRESS', { url: 'https://ada:secret@receiver.example/' }],
    ['filter.actors.all', 'UNKNOWN_ACTOR', { filter: { actors: { all: ['nobody'] } } }],
    ['savedFeed', 'UNKNOWN_SAVED_FEED', { filter: null, savedFeed: 'nothing' }],
    ['events', 'BAD_EVENTS', { events: [] }],
    [null, 'BAD_USER_INPUT', { filter: null }],
    [null, 'BAD_USER_INPUT', { savedFeed: 'one' }],
  ])('is refused for its %s: %s', async (field, code, own) => {
    const ada = await signUp('ada')
    const input = { name: 'Desk', url, filter: {}, ...own }
    expect(await run(ada, 'webhookCreate', input, 'webhook { id } secret')).toEqual({
      webhook: null,
      secret: null,
      userErrors: [{ field: field === null ? 'input' : `input.${field}`, code }],
    })
  })

  it('may be in a private network that is allowed, where its owner may add sources', async () => {
    const editor = await signUp('ada', 'EDITOR')
    const inside = { name: 'Desk', url: 'http://127.0.0.1:9/', filter: {} }
    expect(await run(editor, 'webhookCreate', inside)).toMatchObject({ userErrors: [] })
  })
})

describe('the log of a webhook', () => {
  const log = `query ($id: ID!, $state: WebhookDeliveryState) { webhook(id: $id) {
    deliveries(state: $state) { totalCount totalCountIsExact
      nodes { id event state attempts articleId article { headline } } } } }`

  it('tells what is to be sent, and has it sent again', async () => {
    const ada = await signUp('ada')
    const id = await create(ada)
    const articleId = await test.save({ headline: 'Summit' })
    await settled(test.db)
    const fanOut = createWebhookFanOut(test.db)
    for (let more = true; more;) ({ more } = await fanOut())
    const delivery = { event: 'ARTICLE_ADDED', articleId, article: { headline: 'Summit' } }
    const waiting = { ...delivery, id: expect.any(String), state: 'PENDING', attempts: 0 }
    expect(await ada(log, { id })).toEqual({
      webhook: { deliveries: { totalCount: 1, totalCountIsExact: true, nodes: [waiting] } },
    })
    const [claimed] = await claimDeliveries(test.db, 1, [])
    await test.db.delivery.update({
      where: { id: claimed!.id },
      data: { state: 'FAILED', nextAttemptAt: null },
    })
    expect(await ada(log, { id, state: 'FAILED' })).toMatchObject({
      webhook: { deliveries: { nodes: [{ state: 'FAILED', attempts: 1 }] } },
    })
    const again = await run(
      ada,
      'webhookDeliveryReplay',
      { id: claimed!.id },
      'delivery { id state attempts }',
    )
    expect(again).toEqual({
      delivery: { id: claimed!.id, state: 'PENDING', attempts: 0 },
      userErrors: [],
    })
    const bob = await signUp('bob')
    expect(await run(bob, 'webhookDeliveryReplay', { id: claimed!.id })).toMatchObject({
      userErrors: [{ field: 'input.id', code: 'UNKNOWN_DELIVERY' }],
    })
  })

  it('has pings, without an article', async () => {
    const ada = await signUp('ada')
    const id = await create(ada)
    expect(
      await run(ada, 'webhookTest', { id }, 'delivery { event state article { id } }'),
    ).toEqual({
      delivery: { event: 'PING', state: 'PENDING', article: null },
      userErrors: [],
    })
  })
})
