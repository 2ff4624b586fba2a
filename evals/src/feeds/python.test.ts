import { expect, it } from 'vitest'

import { readClaims } from './python.ts'

const title = { root: 'feed', steps: ['title'] }

it.each([
  ["feed['title'] == 'a'", [{ path: title, is: { equal: 'a' } }]],
  ['feed.title == "a"', [{ path: title, is: { equal: 'a' } }]],
  ["feed['title'] == u'\\u2019\\x41\\n\\''", [{ path: title, is: { equal: "’A\n'" } }]],
  ["feed['title'] == 'a' + 'b' 'c'", [{ path: title, is: { equal: 'abc' } }]],
  ["feed['title'] is None", [{ path: title, is: { equal: null } }]],
  ["feed['title'] != None", [{ path: title, is: { unequal: null } }]],
  ["not feed.has_key('title')", [{ path: title, is: 'absent' }]],
  ["(feed['title'])", [{ path: title, is: 'true' }]],
  ["not feed['title']", [{ path: title, is: 'false' }]],
  ["len(feed['title']) == 2", [{ path: title, is: { length: 2 } }]],
  ["feed['title'] == (1, -2)", [{ path: title, is: { equal: [1, -2] } }]],
  ["feed['title'] == {'a': 'b'}", [{ path: title, is: { equal: { a: 'b' } } }]],
  ['1', []],
  [
    "not bozo and entries[0]['id'] == entries[1]['id'] == 'a'",
    [
      { path: { root: 'bozo', steps: [] }, is: 'false' },
      { path: { root: 'entries', steps: [0, 'id'] }, is: { equal: 'a' } },
      { path: { root: 'entries', steps: [1, 'id'] }, is: { equal: 'a' } },
    ],
  ],
])('%s', (expression, claims) => {
  expect(readClaims(expression)).toEqual(claims)
})

it.each([
  "headers.get('a', 1) == 'b'",
  "'a' in locals()",
  "feed['title'] ==",
  "feed['title'] == a()",
])('does not read %s', (expression) => {
  expect(readClaims(expression)).toBeNull()
})
