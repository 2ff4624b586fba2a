import { CourantError } from '@courant/feed'
import { GraphQLError } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from './api.fixture.ts'
import { createErrorMapper } from './errors.ts'
import { createLog } from './log.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

describe('what the client is told of an error', () => {
  const path = ['articles']
  const thrown = (originalError: Error) =>
    new GraphQLError(originalError.message, { path, originalError })
  const reference = expect.any(String)

  it.each<[string, unknown, string, object]>([
    [
      'of the domain: all of it',
      thrown(new CourantError('BAD_PAGE', 'Give one.', 'first')),
      'Give one.',
      { code: 'BAD_PAGE', field: 'first' },
    ],
    [
      'found in the request: all of it',
      new GraphQLError('Cannot query field "x".'),
      'Cannot query field "x".',
      { code: 'BAD_USER_INPUT' },
    ],
    [
      'with a code: all of it',
      thrown(new GraphQLError('No.', { extensions: { code: 'NO', http: { status: 400 } } })),
      'No.',
      { code: 'NO' },
    ],
    [
      'that a field raised without a code: nothing',
      thrown(new GraphQLError('The value 7 of row 3 is no date.')),
      'Internal error',
      { code: 'INTERNAL_SERVER_ERROR', reference },
    ],
    [
      'that a library threw: nothing',
      thrown(new TypeError('secret is not a function')),
      'Internal error',
      { code: 'INTERNAL_SERVER_ERROR', reference },
    ],
    [
      'that came from nowhere: nothing',
      new GraphQLError('secret', { originalError: new Error('secret') }),
      'Internal error',
      { code: 'INTERNAL_SERVER_ERROR', reference },
    ],
    [
      'that is no error: nothing',
      'secret',
      'Internal error',
      { code: 'INTERNAL_SERVER_ERROR', reference },
    ],
    [
      'of the connection to the database: that it does not answer',
      thrown(new Error('Connection terminated unexpectedly')),
      'The database does not answer. Try again in a few seconds.',
      { code: 'SERVICE_UNAVAILABLE' },
    ],
  ])('%s', (_, error, message, extensions) => {
    const toPublic = createErrorMapper(createLog('error', () => {}))
    const told = toPublic(error).toJSON()
    expect({ message: told.message, extensions: told.extensions }).toEqual({ message, extensions })
  })
})

describe('an error of our own', () => {
  it('is logged under the reference that the client is given', async () => {
    await test.db.$executeRaw`ALTER TABLE topic RENAME TO topic_away`
    const { status, data, errors } = await test.query('{ topics { slug } }')
    await test.db.$executeRaw`ALTER TABLE topic_away RENAME TO topic`
    const reference = expect.any(String)
    expect({ status, data, errors }).toEqual({
      status: 500,
      data: null,
      errors: [
        {
          message: 'Internal error',
          path: ['topics'],
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
        },
      ],
    })
    const entries = test.logged.map((line) => JSON.parse(line) as { reference?: string })
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: 'error',
        reference: errors?.[0]?.extensions['reference'],
        error: expect.objectContaining({ code: 'P2021' }),
      }),
    )
  })
})
