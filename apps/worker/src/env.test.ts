import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { readEnv } from './env.ts'

const root = resolve(import.meta.dirname, '../../..')

test('has a default for everything', () => {
  expect(readEnv({})).toEqual({
    databaseUrl: null,
    dataDir: resolve(root, '.data'),
    allowPrivateHosts: [],
    contact: null,
    publicUrl: null,
    logLevel: 'info',
    languageModel: null,
    workingDir: process.cwd(),
  })
})

test('takes an empty setting as one that is not set', () => {
  expect(readEnv({ DATABASE_URL: '', DATA_DIR: '', LOG_LEVEL: '' })).toEqual(readEnv({}))
})

test('reads lists with commas, spaces or both', () => {
  const { allowPrivateHosts } = readEnv({
    ALLOW_PRIVATE_HOSTS: 'intranet, 127.0.0.1:8080 [::1]:80',
  })
  expect(allowPrivateHosts).toEqual(['intranet', '127.0.0.1:8080', '[::1]:80'])
})

test('takes a language model with or without a key', () => {
  const LLM_URL = 'http://localhost:11434/v1'
  expect(readEnv({ LLM_URL, LLM_MODEL: 'small' }).languageModel).toEqual({
    url: LLM_URL,
    model: 'small',
    apiKey: null,
  })
  const { languageModel } = readEnv({ LLM_URL, LLM_MODEL: 'small', LLM_API_KEY: 'sk-1' })
  expect(languageModel?.apiKey).toBe('sk-1')
})

test.each([
  [{ LLM_URL: 'http://localhost:11434/v1' }, 'LLM_MODEL must name the model to ask at LLM_URL'],
  [{ LLM_MODEL: 'small' }, 'LLM_URL must say where LLM_MODEL is asked'],
  [{ LLM_URL: 'localhost', LLM_MODEL: 'small' }, 'LLM_URL must be the address of an OpenAI'],
])('takes no half of a language model: %o', (given, problem) => {
  expect(() => readEnv(given)).toThrow(problem)
})

test('takes a public address with a folder or without', () => {
  for (const PUBLIC_URL of ['https://news.example', 'http://news.example:8080/courant/']) {
    expect(readEnv({ PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL)
  }
})

test.each([
  ['news.example', 'PUBLIC_URL must be the address that others reach Courant at'],
  ['ftp://news.example', 'PUBLIC_URL must be the address that others reach Courant at'],
  ['https://news.example/?a', 'PUBLIC_URL must not have a user name, a question mark'],
  ['https://me@news.example', 'PUBLIC_URL must not have a user name'],
])('takes no other for one: %s', (PUBLIC_URL, problem) => {
  expect(() => readEnv({ PUBLIC_URL })).toThrow(problem)
})

test('tells nobody a key that is wrong', () => {
  expect(() => readEnv({ LLM_API_KEY: 'se cret' })).toThrow(/LLM_API_KEY must be [^]*$/)
  expect(() => readEnv({ LLM_API_KEY: 'se cret' })).not.toThrow(/se cret/)
})

test('names every setting that is wrong', () => {
  const wrong = {
    DATABASE_URL: 'mysql://localhost/courant',
    ALLOW_PRIVATE_HOSTS: 'http://intranet/',
    CONTACT: 'ask me',
    LOG_LEVEL: 'loud',
  }
  expect(() => readEnv(wrong)).toThrow(
    [
      'Courant cannot run with these settings:',
      '  DATABASE_URL must be a PostgreSQL address, such as postgresql://user:password@localhost:5432/courant',
      '  LOG_LEVEL must be one of debug, info, warn, error',
      '  ALLOW_PRIVATE_HOSTS must be hosts such as intranet.example or 127.0.0.1:8080, separated by commas',
      '  CONTACT must be an address or e-mail without spaces',
    ].join('\n'),
  )
})
