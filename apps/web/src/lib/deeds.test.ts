import { expect, it } from 'vitest'

import { type Deed, deedValue, oppositeOf, readDeed } from './deeds.ts'

const a = '01890000-0000-7000-8000-00000000000a'
const b = '01890000-0000-7000-8000-00000000000b'

it.each<[Deed, string, Deed | null]>([
  [
    { deed: 'follow', kind: 'Entity', id: a },
    `follow Entity ${a}`,
    { deed: 'unfollow', kind: 'Entity', id: a },
  ],
  [
    { deed: 'unmute', kind: 'Topic', id: a },
    `unmute Topic ${a}`,
    { deed: 'mute', kind: 'Topic', id: a },
  ],
  [{ deed: 'save', ids: [a] }, `save ${a}`, { deed: 'unsave', ids: [a] }],
  [{ deed: 'read', ids: [a, b] }, `read ${a} ${b}`, { deed: 'unread', ids: [a, b] }],
  [{ deed: 'drop', id: a }, `drop ${a}`, null],
])('%j is written as "%s" and taken back by %j', (deed, value, opposite) => {
  expect(deedValue(deed)).toBe(value)
  expect(readDeed(value)).toEqual(deed)
  expect(oppositeOf(deed)).toEqual(opposite)
})

it.each([
  null,
  '',
  'follow',
  `follow ${a}`,
  `follow Nothing ${a}`,
  `follow Entity ${a} ${b}`,
  'follow Entity <script>',
  'save',
  `steal ${a}`,
  `drop ${a} ${b}`,
  `read${` ${a}`.repeat(61)}`,
])('"%s" is no deed', (value) => {
  expect(readDeed(value)).toBeNull()
})
