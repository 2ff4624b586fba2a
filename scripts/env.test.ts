import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readSettings } from './env.ts'

it('has a default for everything', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: null,
    webPort: 3000,
    apiPort: 4000,
    dataDir: resolve('.data'),
  })
})

it('takes an empty setting as one that is not set', () => {
  expect(readSettings({ WEB_PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}))
})

it('names every setting that is wrong', () => {
  const env = { WEB_PORT: 'http', API_PORT: '70000', DATABASE_URL: 'mysql://localhost/news' }
  const error = catchError(() => readSettings(env))
  expect(error).toContain('WEB_PORT=http: it must be a port number')
  expect(error).toContain('API_PORT=70000: it must be 1 to 65535')
  expect(error).toContain('DATABASE_URL=mysql://localhost/news: it must begin with postgresql://')
})

it('refuses one port for both servers', () => {
  expect(() => readSettings({ WEB_PORT: '4000' })).toThrow('must differ from WEB_PORT')
})

function catchError(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return String(error)
  }
  throw new Error('It did not throw.')
}
