import { expect, it } from 'vitest'

import { isReadablePath } from './address.ts'

it.each([
  ['/', true],
  ['/articles/a%20b?find=%', true],
  [undefined, true],
  ['/%', false],
  ['/articles/%ff', false],
])('%s can be read: %s', (target, expected) => {
  expect(isReadablePath(target)).toBe(expected)
})
