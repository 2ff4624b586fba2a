import type { PollHint } from '@courant/feed'
import { expect, test } from 'vitest'

import { parseFeed } from './feed.ts'

const rss = (inside: string) => `<rss version="2.0"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>The Gazette</title>
  ${inside}<item><title>One</title></item></channel></rss>`
const rdf = (inside: string) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel rdf:about="https://gazette.example/"><title>The Gazette</title>${inside}</channel>
  <item rdf:about="https://gazette.example/1"><title>One</title></item></rdf:RDF>`
const atom = (inside: string) => `<feed xmlns="http://www.w3.org/2005/Atom"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><title>The Gazette</title>${inside}</feed>`

const sy = (period: string, frequency?: number) =>
  `<sy:updatePeriod>${period}</sy:updatePeriod>` +
  (frequency === undefined ? '' : `<sy:updateFrequency>${frequency}</sy:updateFrequency>`)

const none = { atLeast: null, skipHours: [], skipDays: [] }

test.each<[string, string, Partial<PollHint>]>([
  ['nothing', rss(''), none],
  ['a time to live, in minutes', rss('<ttl>90</ttl>'), { atLeast: 5_400 }],
  ['a time to live that is none', rss('<ttl>0</ttl>'), none],
  ['a period', rss(sy('daily')), { atLeast: 86_400 }],
  ['a period and how often in it', rss(sy(' Hourly ', 4)), { atLeast: 900 }],
  ['an unknown period', rss(sy('sometimes')), none],
  ['both: the longer counts', rss(`<ttl>5</ttl>${sy('hourly')}`), { atLeast: 3_600 }],
  ['a period, in RSS 1.0', rdf(sy('daily', 2)), { atLeast: 43_200 }],
  ['a period, in Atom', atom(sy('hourly')), { atLeast: 3_600 }],
  [
    'hours to leave out',
    rss('<skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours>'),
    { atLeast: null, skipHours: [0, 0, 7] },
  ],
  [
    'days to leave out',
    rss('<skipDays><day>Saturday</day><day>Sunday</day><day>Someday</day></skipDays>'),
    { skipDays: [6, 0] },
  ],
])('a feed says of its polling: %s', (_case, feed, hint) => {
  expect(parseFeed(feed, 'feed.xml', null).source.pollHint ?? none).toMatchObject(hint)
})
