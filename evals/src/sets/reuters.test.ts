import { expect, it } from 'vitest'

import { readReuters } from './reuters.ts'

it('cuts a dispatch into paragraphs and leaves out the signature', () => {
  const body = 'Mills closed\nin Ulm.\n    Bakers\nwait.\n Reuter\n\u0003'
  const [dispatch] = readReuters(
    JSON.stringify([
      {
        id: 7,
        date: ' 2-MAR-1987 09:05:01.30',
        title: 'MILLS CLOSE',
        body,
        places: ['west-germany'],
      },
    ]),
  )
  expect(dispatch).toEqual({
    id: '7',
    publishedAt: new Date('1987-03-02T09:05:01Z'),
    places: ['west-germany'],
    article: {
      headline: 'MILLS CLOSE',
      lead: 'Mills closed in Ulm.',
      sections: [{ crosshead: null, paragraphs: ['Bakers wait.'] }],
    },
  })
})

it('leaves out what has no body', () => {
  expect(readReuters(JSON.stringify([{ id: 1, title: 'MILLS CLOSE' }]))).toEqual([])
})
