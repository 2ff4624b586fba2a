import { expect, it } from 'vitest'

import { inWords } from './attempt.ts'
import { wordsIn } from './words-in.ts'

const taken = {
  code: 'EMAIL_TAKEN',
  field: 'input.email',
  message: '"a@b" has an account already.',
}
const odd = { code: 'NEVER_HEARD_OF', field: null, message: 'The tide is out.' }

it('says what the API says in the language of the reader, where it has it', () => {
  expect(inWords(wordsIn('de', 'errors'), [taken, odd])).toEqual([
    { ...taken, message: 'Diese Adresse hat schon ein Konto.' },
    odd,
  ])
})
