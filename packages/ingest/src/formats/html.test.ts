import { describe, expect, test } from 'vitest'

import { readHtml, textOfHtml } from './html.ts'

const paragraphs = (html: string) =>
  readHtml(html).sections.flatMap((section) => section.paragraphs)

describe('paragraphs', () => {
  test.each([
    ['each of its own', '<p>One</p><p>Two</p>', ['One', 'Two']],
    ['never closed', '<p>One<p>Two', ['One', 'Two']],
    ['parted by two line breaks', 'One<br><br/>Two', ['One', 'Two']],
    ['held together by one', 'One<br>Two', ['One Two']],
    [
      'any block begins another',
      'One<div>Two</div>Three<ul><li>Four<li>Five</ul>',
      ['One', 'Two', 'Three', 'Four', 'Five'],
    ],
    [
      'a table reads row by row',
      '<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>',
      ['A 1', 'B 2'],
    ],
    ['without markup, parted by empty lines', 'One\nstill one\n\nTwo', ['One still one', 'Two']],
    [
      'within markup, line breaks of the source are spaces',
      '<p>One\n\nstill one</p>',
      ['One still one'],
    ],
    [
      'inline markup leaves no trace',
      '<p>A <b>bo</b>ld <a href="/x">link</a></p>',
      ['A bold link'],
    ],
    ['references are resolved', '<p>&ldquo;A&rdquo; &amp; &#66; &#x1F600;</p>', ['“A” & B 😀']],
    ['empty ones are none', '<p> &nbsp; </p><p></p><p>One</p>', ['One']],
    ['NUL is gone', '<p>a&#0;b\u{0}c</p>', ['a\u{FFFD}bc']],
    [
      'a way back to the page is no text',
      '<p>One</p><p><a href="/">Continue reading...</a></p>',
      ['One'],
    ],
  ])('%s', (_case, html, expected) => {
    expect(paragraphs(html)).toEqual(expected)
  })
})

describe('crossheads', () => {
  test('headings part the text into sections', () => {
    expect(readHtml('<p>One</p><h2>Head <i>line</i></h2><p>Two</p><p>Three</p>').sections).toEqual([
      { crosshead: null, paragraphs: ['One'] },
      { crosshead: 'Head line', paragraphs: ['Two', 'Three'] },
    ])
  })

  test.each([
    [
      'with nothing under it, a heading is dropped',
      '<p>One</p><h2>Related</h2>',
      [{ crosshead: null, paragraphs: ['One'] }],
    ],
    [
      'of two in a row the second counts',
      '<h2>A</h2><h3>B</h3><p>One</p>',
      [{ crosshead: 'B', paragraphs: ['One'] }],
    ],
    [
      'a heading of a whole paragraph is one',
      `<h2>${'long '.repeat(50)}</h2>`,
      [{ crosshead: null, paragraphs: ['long '.repeat(50).trim()] }],
    ],
  ])('%s', (_case, html, sections) => {
    expect(readHtml(html).sections).toEqual(sections)
  })
})

describe('what is not the text of the article', () => {
  test.each([
    ['scripts', '<script>alert(1)</script>One'],
    ['styles', '<style>p { color: red }</style>One'],
    ['drawings', '<svg><text>drawn</text><script>alert(1)</script></svg>One'],
    ['formulas', '<math><mtext><img src=x onerror=alert(1)></mtext></math>One'],
    ['frames', '<iframe src="https://ads.example/">fallback</iframe>One'],
    ['controls', '<button>Subscribe</button><select><option>A</select>One'],
    ['captions', '<figure><img src="a.jpg"><figcaption>A picture</figcaption></figure>One'],
    ['templates', '<template><p>hidden</p></template>One'],
    ['comments', '<!-- hidden --><!--[if IE]><p>hidden</p><![endif]-->One'],
    ['what has no end', 'One<script>alert(1)'],
    ['frames that end at once, as in XHTML', '<iframe src="https://ads.example/"/>One'],
    ['objects that nobody closed', '<object data="a.swf"><param name="b">One'],
    ['programs that end at once', '<script src="a.js"/>One'],
  ])('%s', (_case, html) => {
    expect(paragraphs(html)).toEqual(['One'])
  })
})

describe('pictures', () => {
  test.each([
    ['the first one counts', '<img src="a.jpg"><img src="b.jpg">', 'a.jpg'],
    [
      'one that counts readers does not',
      '<img src="t.gif" width="1" height="1"><img src="a.jpg">',
      'a.jpg',
    ],
    ['one without an address does not', '<img alt="x"><img src=" "><img src="a.jpg">', 'a.jpg'],
    ['none', '<p>One</p>', null],
  ])('%s', (_case, html, image) => {
    expect(readHtml(html).image).toBe(image)
  })
})

describe('hostile markup', () => {
  const hostile: [string, string][] = [
    ['elements nested by the thousand', '<div>'.repeat(100_000)],
    ['formatting nested by the thousand', '<b>'.repeat(100_000)],
    [
      'formatting that each paragraph takes up again',
      Array.from({ length: 20_000 }, (_, id) => `<p><b id=${id}>`).join(''),
    ],
    ['tables within tables', '<table><tr><td>'.repeat(50_000)],
    ['end tags of nothing', '</p>'.repeat(200_000)],
    ['a tag that never ends', `<a ${'x='.repeat(500_000)}`],
    ['drawings that nobody closed', '<svg '.repeat(200_000)],
    ['drawings that are closed', '<svg></svg>'.repeat(20_000)],
    ['kinds of document', '<!doctype'.repeat(100_000)],
    ['two million references', '&amp;'.repeat(2_000_000)],
  ]
  test.each(hostile)('%s ends', (_case, html) => {
    expect(readHtml(html).sections.length).toBeLessThanOrEqual(1)
  })
})

describe('on one line', () => {
  test.each([
    ['markup goes', 'A <b>bold</b> claim', 'A bold claim'],
    ['blocks are joined', '<p>One</p><p>Two</p>', 'One Two'],
    ['references are resolved', 'AT&amp;T', 'AT&T'],
    ['a sign that is no tag stays', 'if a < b & c > d', 'if a < b & c > d'],
    ['plain text is only tidied', '  One\n Two ', 'One Two'],
  ])('%s', (_case, html, expected) => {
    expect(textOfHtml(html)).toBe(expected)
  })
})
