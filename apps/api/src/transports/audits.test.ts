import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

/** The GraphQL over HTTP specification, what MUST, SHOULD and MAY hold of a server. */
const audits = serverAudits({ url: () => test.url, fetchFn: fetch })

describe('GraphQL over HTTP', () => {
  it('is audited in full', () => {
    expect(audits.length).toBe(61)
  })

  it.each(audits)('$id $name', async ({ fn }) => {
    const result = await fn()
    expect(result).toMatchObject({ status: 'ok' })
  })
})
