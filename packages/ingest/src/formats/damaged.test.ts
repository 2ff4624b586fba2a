import { describe, expect, test } from 'vitest'

import { parseDocument } from '../document.ts'

const parse = (content: string) =>
  parseDocument({ name: 'a.file', content }, new Date('2025-06-02T12:00:00Z'))

const item = '<item><title>One</title></item>'

describe('damaged feeds are refused, and the place is told', () => {
  const damaged: [string, string, string][] = [
    [
      'cut short between items',
      `<rss version="2.0">\n<channel>\n${item}\n`,
      'a.file:2:1: the document is cut short: <channel> is never closed',
    ],
    [
      'cut short in an item',
      `<rss version="2.0"><channel>\n<item>\n  <title>One`,
      'a.file:3:3: the document is cut short: <title> is never closed',
    ],
    [
      'cut short in a tag',
      '<rss version="2.0"><channel>\n<item attr="',
      'a.file:2:1: the document ends inside a tag that begins here',
    ],
    [
      'cut short in a CDATA section',
      '<rss version="2.0"><channel><title>\n<![CDATA[One',
      'a.file:2:1: the document ends inside a CDATA section that begins here',
    ],
    [
      'cut short in a comment',
      '<rss version="2.0">\n\n <!-- One',
      'a.file:3:2: the document ends inside a comment that begins here',
    ],
    [
      'another kind of XML',
      '<?xml version="1.0"?><svg></svg>',
      'a.file: a feed begins with <rss>, <feed> or <rdf:RDF>, this document with <svg>',
    ],
    ['no element at all', '<!-- nothing -->', 'a.file:1:1: no XML: the document has no element'],
    ['JSON that is none', '{\n  "title": oops }', 'a.file'],
    ['JSON that is no feed', '{ "name": "package" }', 'a.file: JSON, but not a JSON Feed'],
  ]
  test.each(damaged)('%s', (_case, content, message) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({ code: 'BAD_FEED', message: expect.stringContaining(message) }),
    )
  })
})

describe('hostile feeds are refused before they are parsed', () => {
  const hostile: [string, string, string][] = [
    [
      'entities that multiply',
      '<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
      'entities',
    ],
    [
      'entities from elsewhere',
      '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
      'a.file:2:1: a document that defines entities',
    ],
    ['a tag of endless attributes', `<rss ${'a="1" '.repeat(2_000)}></rss>`, 'attributes'],
    [
      'brackets that are never closed',
      `<rss><channel><item><author>${'('.repeat(10_000)}</author></item></channel></rss>`,
      'a.file:1:21: <author> with over 100 brackets',
    ],
    ['elements nested by the thousand', `<rss><channel>${'<a>'.repeat(50_000)}`, 'deep'],
  ]
  test.each(hostile)('%s', (_case, content, message) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({ code: 'BAD_FEED', message: expect.stringContaining(message) }),
    )
  })
})

describe('what feeds get wrong every day is read all the same', () => {
  const tolerated: [string, string, string][] = [
    ['an ampersand that is not escaped', '<title>Bridge & tunnel</title>', 'Bridge & tunnel'],
    ['entities of HTML', '<title>Z&uuml;rich&nbsp;&ndash; Basel</title>', 'Zürich – Basel'],
    [
      'HTML that is not escaped',
      '<title>One</title><description>a<br>b<img src="x">c</description>',
      'One',
    ],
    ['an end tag too many', '<title>One</title></b>', 'One'],
    ['a tag sign in an attribute', '<title a="1 > 0">One</title>', 'One'],
    ['text twice escaped', '<title>AT&amp;amp;T</title>', 'AT&T'],
  ]
  test.each(tolerated)('%s', (_case, content, headline) => {
    const [article] = parse(
      `<rss version="2.0"><channel><item>${content}</item></channel></rss>`,
    ).articles
    expect(article?.headline).toBe(headline)
  })

  test('a feed with nothing in it yet', () => {
    expect(parse('<rss version="2.0"><channel></channel></rss>').articles).toEqual([])
  })

  test('an address of another scheme is left out', () => {
    const link = '<title>One</title><link>javascript:alert(1)</link><guid>data:text/html,x</guid>'
    const [article] = parse(
      `<rss version="2.0"><channel><item>${link}</item></channel></rss>`,
    ).articles
    expect(article).toMatchObject({ url: null, guid: 'data:text/html,x' })
  })
})

describe('damaged plain text is refused, and the line is told', () => {
  const damaged: [string, string, string][] = [
    ['nothing', '', 'a.file: no text: an article has a headline'],
    ['nothing but empty lines', '\n \n\n', 'a.file: no text'],
    [
      'a headline alone',
      '\nHeadline\n',
      'a.file:2: no lead: the line after the headline is the lead',
    ],
    ['takeaways where the lead should be', 'Headline\n- One\n- Two', 'a.file:2: no lead'],
    [
      'a takeaway in the middle',
      'Headline\nLead\n- One\nMore text.',
      'a.file:4: text after the takeaways, which begin on line 3',
    ],
    [
      'a first line that is no headline',
      `${'word '.repeat(100)}\nLead`,
      'a.file:1: the first line is the headline; with 499 characters',
    ],
    [
      'a front matter without an end',
      '---\nsource: A\nHeadline\nLead',
      'a.file:1: the block that begins here is never ended',
    ],
    [
      'a field that there is not',
      '---\nauthor: A\n---\nHeadline\nLead',
      'a.file:2: "author" is not a field; those are: source',
    ],
    [
      'a line that is no field',
      '---\nsource A\n---\nHeadline\nLead',
      'a.file:2: "source A" is not a field',
    ],
    [
      'a date that is none',
      '---\n\npublished: yesterday\n---\nHeadline\nLead',
      'a.file:3: published is a date like',
    ],
    [
      'an address that is none',
      '---\nurl: /a\n---\nHeadline\nLead',
      'a.file:2: url is an absolute http(s) address, not "/a"',
    ],
    [
      'an address of another scheme',
      '---\nurl: javascript:alert(1)\n---\nHeadline\nLead',
      'a.file:2: url is an absolute',
    ],
  ]
  test.each(damaged)('%s', (_case, content, message) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({ code: 'BAD_TEXT', message: expect.stringContaining(message) }),
    )
  })
})

describe('other documents are refused', () => {
  const others: [string, string, string][] = [
    ['a program', '\u{7F}ELF\u{1}\n\u{0}\u{0}', 'a.file: this is not text'],
  ]
  test.each(others)('%s', (_case, content, message) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_FORMAT',
        message: expect.stringContaining(message),
      }),
    )
  })
})
