import { expect, it } from 'vitest'

import { storyOfFile } from './grouped.ts'

it.each([
  ['greek.elections.112.txt', 'greek.elections'],
  ['U2.149.txt', 'U2'],
  ['samsung.galaxy.s5.1.txt', 'samsung.galaxy.s5'],
  ['mill-fire/3.txt', 'mill-fire'],
])('takes %s for a text of the story %s', (file, story) => {
  expect(storyOfFile('/set', `/set/${file}`)).toBe(story)
})
