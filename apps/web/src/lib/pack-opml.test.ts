import { expect, it } from 'vitest'

import { opmlOf } from './pack-opml.ts'

const gazette = {
  title: 'News & "views"',
  feedUrl: 'https://gazette.example/feed?a=1&b=2',
  siteUrl: 'https://gazette.example/',
}
const written =
  '<outline type="rss" text="News &amp; &quot;views&quot;" ' +
  'xmlUrl="https://gazette.example/feed?a=1&amp;b=2" htmlUrl="https://gazette.example/"/>'

it.each([
  ['', written],
  [' / ', written],
  ['Germany', `<outline text="Germany">${written}</outline>`],
  [
    'News / <Germany>',
    `<outline text="News"><outline text="&lt;Germany&gt;">${written}</outline></outline>`,
  ],
])('feeds in the folder %j', (folder, body) => {
  expect(opmlOf([gazette], folder)).toBe(
    `<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body>${body}</body></opml>`,
  )
})
