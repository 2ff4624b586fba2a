import { describe, expect, it } from 'vitest'

import { errorsOf, typedInto } from './form-state.ts'

describe('what was typed into a form', () => {
  it('is kept, but for the key, files, and what the framework adds', () => {
    const form = new FormData()
    form.set('url', ' example.org ')
    form.set('key', 'ck_secret')
    form.set('file', new File(['<opml/>'], 'list.opml'))
    form.set('$ACTION_REF_1', '')
    expect(typedInto(form)).toEqual({ url: 'example.org' })
  })
})

describe('what the API says against an input', () => {
  it.each([
    ['at its field', [{ field: 'input.url', message: 'No feed.' }], { url: 'No feed.' }],
    ['at no field of this form', [{ field: 'input.id', message: 'Gone.' }], { form: 'Gone.' }],
    ['of the whole', [{ field: null, message: 'No.' }], { form: 'No.' }],
    [
      'together where there are several',
      [
        { field: 'input.name', message: 'Too long.' },
        { field: 'input.name', message: 'Too odd.' },
      ],
      { name: 'Too long. Too odd.' },
    ],
  ])('stands %s', (_, userErrors, errors) => {
    expect(errorsOf(userErrors, ['url', 'name'])).toEqual(errors)
  })
})
