import { afterEach, describe, expect, test } from 'vitest'

import { serve, type TestServer } from './http-server.fixture.ts'
import { discoverHub, hubAddresses, subscribeToHub } from './websub.ts'

const url = 'https://gazette.example/news/feed.xml'
const hubUrl = 'https://hub.example/'
const inHeader = '<https://hub.example/>; rel="hub", <https://gazette.example/all>; rel="self"'
const stated = { hubUrl: 'https://stated.example/', selfUrl: 'https://gazette.example/stated' }

describe('which hub a feed names', () => {
  test.each([
    [
      'the one of the headers, before that of the document',
      inHeader,
      stated,
      { hubUrl, topicUrl: 'https://gazette.example/all' },
    ],
    [
      'the one of the document, where the headers name none',
      '<https://gazette.example/all>; rel="self", </x>; rel="next"',
      stated,
      { hubUrl: stated.hubUrl, topicUrl: stated.selfUrl },
    ],
    [
      'the one of the document, where there are no headers',
      null,
      stated,
      { hubUrl: stated.hubUrl, topicUrl: stated.selfUrl },
    ],
    ['none', '<https://gazette.example/all>; rel="self"', { selfUrl: url }, null],
    ['none at all', null, {}, null],
    [
      'one over https rather than one in clear',
      '<http://clear.example/>; rel=hub, <https://hub.example/>; rel=hub',
      {},
      { hubUrl, topicUrl: url },
    ],
    [
      'one in clear where there is no other',
      '<http://clear.example/>; rel=hub',
      {},
      { hubUrl: 'http://clear.example/', topicUrl: url },
    ],
    [
      'a relative one',
      '</hub>; rel=hub',
      {},
      { hubUrl: 'https://gazette.example/hub', topicUrl: url },
    ],
    ['none by mail', '<mailto:hub@hub.example>; rel=hub', {}, null],
    ['none with a password', '<https://a:b@hub.example/>; rel=hub', {}, null],
    ['none of 3,000 letters', `<https://hub.example/${'x'.repeat(3_000)}>; rel=hub`, {}, null],
    ['none that is no address', '<https://>; rel=hub', {}, null],
  ])('%s', (_case, linkHeader, own, expected) => {
    const stated = { hubUrl: null, selfUrl: null, ...own }
    expect(discoverHub({ linkHeader, stated, url, finalUrl: url })).toEqual(expected)
  })
})

describe('what the hub knows a feed by', () => {
  const finalUrl = 'https://cdn.example/1/feed.xml?signed'
  const topicOf = (selfUrl: string | null, linkHeader: string | null = null) =>
    discoverHub({ linkHeader, stated: { hubUrl, selfUrl }, url, finalUrl })?.topicUrl

  test.each([
    ['what it calls itself, to the letter', 'https://Gazette.example', 'https://Gazette.example'],
    ['also at another host', 'http://feeds.example/gazette', 'http://feeds.example/gazette'],
    ['a relative address, made whole', '../all.xml', 'https://cdn.example/all.xml'],
    ['its address, where it says nothing', null, url],
    ['its address, where it says something that is none', 'urn:uuid:1', url],
  ])('%s', (_case, selfUrl, expected) => {
    expect(topicOf(selfUrl)).toBe(expected)
  })

  test('the header’s word for itself stands beside the document’s hub', () => {
    expect(topicOf(null, '</all>; rel=self')).toBe('https://cdn.example/all')
  })
})

describe('where a hub is asked, and whether it is told a secret', () => {
  test.each([
    ['over https: yes', 'https://hub.example/', [], [['https://hub.example/', true]]],
    [
      'in clear: over https first, and no once that fails',
      'http://hub.example/x',
      [],
      [
        ['https://hub.example/x', true],
        ['http://hub.example/x', false],
      ],
    ],
    [
      'in clear at a port of its own: no',
      'http://hub.example:8080/',
      [],
      [['http://hub.example:8080/', false]],
    ],
    [
      'in clear within the owner’s network: yes',
      'http://hub.internal:8080/',
      ['hub.internal'],
      [['http://hub.internal:8080/', true]],
    ],
  ])('%s', (_case, address, allowed, expected) => {
    const addresses = hubAddresses(address, allowed)
    expect(addresses.map(({ url: at, confidential }) => [at, confidential])).toEqual(expected)
  })
})

describe('asking a hub', () => {
  let hub: TestServer
  afterEach(() => hub.close())

  const request = {
    callbackUrl: 'https://courant.example/websub/token',
    leaseSeconds: 864_000,
  }
  async function ask(mode: 'subscribe' | 'unsubscribe', secret: Uint8Array) {
    hub = await serve((_request, response) => response.writeHead(202).end())
    const topic = { hubUrl: hub.url, topicUrl: url, secret }
    await subscribeToHub(topic, { ...request, mode, allowPrivateHosts: [hub.host] })
    return hub.requests[0]?.form
  }

  test('to subscribe us says what, where to, for how long, and how to sign', async () => {
    expect(await ask('subscribe', new Uint8Array(32).fill(255))).toEqual({
      'hub.callback': request.callbackUrl,
      'hub.mode': 'subscribe',
      'hub.topic': url,
      'hub.lease_seconds': '864000',
      'hub.secret': `${'_'.repeat(42)}8`,
      'hub.verify': 'async',
    })
  })

  test('without a secret tells none', async () => {
    expect(await ask('subscribe', new Uint8Array())).not.toHaveProperty(['hub.secret'])
  })

  test('to let us go tells neither a secret nor a time', async () => {
    expect(await ask('unsubscribe', new Uint8Array(32))).toEqual({
      'hub.callback': request.callbackUrl,
      'hub.mode': 'unsubscribe',
      'hub.topic': url,
      'hub.verify': 'async',
    })
  })
})
