import { describe, expect, it } from 'vitest'

import { readEnv } from './env.ts'

const DATABASE_URL = 'postgresql://localhost/courant'

describe('the settings', () => {
  it('need only the address of the database', () => {
    expect(readEnv({ DATABASE_URL })).toEqual({
      databaseUrl: DATABASE_URL,
      replica: null,
      port: 4000,
      host: undefined,
      allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      access: { signUp: 'invited', reading: 'public', secureCookies: true },
      webUrl: 'http://localhost:3000',
      introspection: true,
      operationsFile: null,
      onlyKnownOperations: false,
      publicUrl: null,
      answerCache: 64 * 2 ** 20,
      articleCache: 32 * 2 ** 20,
      costLimit: 20_000,
      costRefill: 10_000,
      streamsPerAddress: 100,
      trustedProxies: ['loopback'],
      logLevel: 'info',
      allowPrivateHosts: [],
      contact: null,
      languageModel: null,
    })
  })

  it("take what the worker's take, for articles that are brought in through the API", () => {
    const { allowPrivateHosts, contact, languageModel } = readEnv({
      DATABASE_URL,
      ALLOW_PRIVATE_HOSTS: '127.0.0.1:8080',
      CONTACT: 'news@example.org',
      LLM_URL: 'http://localhost:11434/v1',
      LLM_MODEL: 'small',
    })
    expect({ allowPrivateHosts, contact, languageModel }).toEqual({
      allowPrivateHosts: ['127.0.0.1:8080'],
      contact: 'news@example.org',
      languageModel: { url: 'http://localhost:11434/v1', model: 'small', apiKey: null },
    })
  })

  it('may name a replica to read from, and how far it may be behind', () => {
    const url = 'postgresql://replica/courant'
    expect(readEnv({ DATABASE_URL, DATABASE_REPLICA_URL: url }).replica).toEqual({
      url,
      maxLag: 5_000,
    })
    const settings = { DATABASE_URL, DATABASE_REPLICA_URL: 'replica', DATABASE_REPLICA_LAG: '60' }
    expect(() => readEnv(settings)).toThrow(
      'DATABASE_REPLICA_URL must be a PostgreSQL address, such as postgresql://user:password@replica:5432/courant\n  DATABASE_REPLICA_LAG must be at most 30',
    )
  })

  it('let in the pages of the web app, wherever it is', () => {
    const { allowedOrigins } = readEnv({ DATABASE_URL, WEB_PORT: '3100' })
    expect(allowedOrigins).toEqual(['http://localhost:3100', 'http://127.0.0.1:3100'])
  })

  it('take a list of origins', () => {
    const list = 'https://news.example/, https://app.example'
    const { allowedOrigins } = readEnv({ DATABASE_URL, ALLOWED_ORIGINS: list })
    expect(allowedOrigins).toEqual(['https://news.example', 'https://app.example'])
  })

  it('say who gets in, and whose word counts on where they come from', () => {
    const env = readEnv({
      DATABASE_URL,
      SIGN_UP: 'closed',
      READING: 'closed',
      INSECURE_COOKIES: 'true',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, fd00::1',
      PUBLIC_URL: 'https://news.example',
    })
    expect(env).toMatchObject({
      access: { signUp: 'closed', reading: 'closed', secureCookies: false },
      trustedProxies: ['loopback', '10.0.0.0/8', 'fd00::1'],
      webUrl: 'https://news.example',
    })
    expect(() => readEnv({ DATABASE_URL, TRUSTED_PROXIES: 'nginx' })).toThrow(
      'TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, or loopback',
    )
  })

  it('that are empty count as not set', () => {
    expect(readEnv({ DATABASE_URL, API_PORT: '' }).port).toBe(4000)
  })

  it('are refused all at once, in words that say what to do', () => {
    const wrong = {
      API_PORT: 'http',
      ALLOWED_ORIGINS: 'all',
      LOG_LEVEL: 'loud',
      CONTACT: 'a b',
      TRUSTED_PROXIES: 'nginx',
      COST_LIMIT: '0',
    }
    expect(() => readEnv(wrong)).toThrow(
      [
        'The API cannot start with these settings:',
        '  DATABASE_URL is not set',
        '  API_PORT must be a number',
        '  ALLOWED_ORIGINS must be origins such as https://news.example',
        '  COST_LIMIT must be at least 1',
        '  TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
        '  LOG_LEVEL must be debug, info, warn or error',
        '  CONTACT must be an address or e-mail without spaces',
      ].join('\n'),
    )
  })
})
