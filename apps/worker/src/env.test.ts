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
    logLevel: 'info',
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
      '  ALLOW_PRIVATE_HOSTS must be hosts such as intranet.example or 127.0.0.1:8080, separated by commas',
      '  CONTACT must be an address or e-mail without spaces',
      '  LOG_LEVEL must be one of debug, info, warn, error',
    ].join('\n'),
  )
})
