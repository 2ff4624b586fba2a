import { expect, it } from 'vitest'

import { splitSentences } from '../sentences/split.ts'
import { quotedShares } from './quotation.ts'

it.each([
  ['none', 'The wall is old. It will fall.', ['none', 'none']],
  ['straight marks', '"The wall is old." It will fall.', ['all', 'none']],
  ['English marks', '“The wall is old. It will fall.”', ['all', 'all']],
  ['German marks', '„Die Mole ist alt. Sie wird fallen“, sagte sie.', ['all', 'some']],
  ['guillemets pointing out', 'Il a dit : «Le mur est vieux.» Il tombera.', ['some', 'none']],
  ['guillemets pointing in', '»Die Mole ist alt.« Sie wird fallen.', ['all', 'none']],
  ['a statement never closed', 'She said: "The wall is old. It will fall.', ['some', 'all']],
  ['one that closes what opened elsewhere', 'It will fall." The wall is old.', ['none', 'none']],
])('tells what stands between quotation marks: %s', (_what, text, expected) => {
  const shares = quotedShares(text, splitSentences(text, 'en'))
  const told = shares.map((share) => (share === 0 ? 'none' : share > 0.99 ? 'all' : 'some'))
  expect(told).toEqual(expected)
})
