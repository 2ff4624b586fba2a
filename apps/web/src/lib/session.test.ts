import { expect, it } from 'vitest'

import { readSessionCookie } from './session.ts'

it.each([
  [
    'one over TLS',
    '__Host-courant-session=cs_a-Z_9; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure',
    { name: '__Host-courant-session', value: 'cs_a-Z_9', maxAge: 15_552_000, secure: true },
  ],
  [
    'one in clear',
    'courant-session=cs_a; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
    { name: 'courant-session', value: 'cs_a', maxAge: 60, secure: false },
  ],
  [
    'one that ends',
    'courant-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    { name: 'courant-session', value: '', maxAge: 0, secure: false },
  ],
  ['one that scripts would see', 'courant-session=cs_a; Path=/; Max-Age=60; SameSite=Lax', null],
  ['something else', 'theme=dark', null],
])('a session cookie is read: %s', (_, header, cookie) => {
  expect(readSessionCookie(header)).toEqual(cookie)
})
