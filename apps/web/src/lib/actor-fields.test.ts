import { expect, it } from 'vitest'

import { actorFields, changedFields } from './actor-fields.ts'

const nato = {
  name: 'NATO',
  kind: 'ORGANIZATION',
  description: null,
  aliases: ['Alliance', 'Atlantic Pact', 'NATO', 'OTAN'],
  merges: [{ from: { name: 'Atlantic Pact', aliases: ['OTAN'] } }],
} as const

it('are those of the actor itself, not of whom it stands for too', () => {
  expect(actorFields(nato)).toEqual({
    name: 'NATO',
    kind: 'ORGANIZATION',
    description: '',
    aliases: 'Alliance\nNATO',
  })
})

it.each([
  [
    'nothing, although browsers write lines their own way',
    { aliases: 'Alliance\r\n\r\n NATO ' },
    {},
  ],
  ['a description', { description: 'Defence alliance' }, { description: 'Defence alliance' }],
  ['a kind', { kind: 'PLACE' }, { kind: 'PLACE' }],
  ['no kind that there is not', { kind: 'GHOST' }, {}],
  ['names, each once a line', { aliases: 'NATO\r\nNato' }, { aliases: ['NATO', 'Nato'] }],
  ['all names taken away', { aliases: '' }, { aliases: [] }],
])('changed: %s', (_, change, expected) => {
  const before = actorFields(nato)
  expect(changedFields(before, { ...before, ...change })).toEqual(expected)
})
