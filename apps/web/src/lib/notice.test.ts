import { expect, it } from 'vitest'

import { readNotice, writeNotice } from './notice.ts'

const id = '01890000-0000-7000-8000-00000000000a'

it('is read as it was written, with what takes it back', () => {
  const undo = { deed: 'unfollow', kind: 'Entity', id } as const
  const written = writeNotice({ what: 'follow', name: 'Ägypten; “NATO”', undo })
  expect(written, 'what a cookie and a header can hold').toMatch(/^[\w%.!~*'()-]+$/)
  expect(readNotice(written)).toEqual({
    what: 'follow',
    name: 'Ägypten; “NATO”',
    into: '',
    count: 1,
    undo: `unfollow Entity ${id}`,
  })
})

it.each([
  null,
  '',
  '%',
  'nonsense',
  encodeURIComponent('null'),
  encodeURIComponent('{"what":"praise"}'),
  encodeURIComponent(`{"what":"follow","name":"${'a'.repeat(201)}"}`),
  encodeURIComponent('{"what":"follow","undo":"steal everything"}'),
])('%s is no notice', (written) => {
  expect(readNotice(written)).toBeNull()
})
