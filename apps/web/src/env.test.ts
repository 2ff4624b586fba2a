import { describe, expect, it } from 'vitest'

import { readEnv } from './env.ts'

describe('settings of the web server', () => {
  it.each([
    ['nothing set', {}, { webPort: 3000, apiUrl: 'http://127.0.0.1:4000' }],
    ['the API on another port', { API_PORT: '4100' }, { apiUrl: 'http://127.0.0.1:4100' }],
    [
      'the API on another machine',
      { API_PORT: '4100', API_URL: 'https://api.example/' },
      { apiUrl: 'https://api.example' },
    ],
    ['an empty line of a .env file', { WEB_PORT: '' }, { webPort: 3000 }],
  ])('%s', (_sentence, variables, expected) => {
    expect(readEnv(variables)).toMatchObject(expected)
  })

  it('names every wrong setting at once', () => {
    expect(() => readEnv({ WEB_PORT: 'http', API_URL: 'ftp://api.example' })).toThrow(
      /WEB_PORT must be a number \(it is "http"\)\n.*API_URL must be an http or https address/,
    )
  })
})
