import { describe, expect, test } from 'vitest'

import { parseText } from './text.ts'

const now = new Date('2025-06-02T12:00:00Z')

function articleOf(text: string) {
  const [article] = parseText(text, 'a.txt', null, now).articles
  return article
}

const sections = (...lines: string[]) =>
  articleOf(['Headline', 'Lead', ...lines].join('\n'))?.sections

describe('the body', () => {
  test('may be absent', () => {
    expect(articleOf('Headline\nLead')).toMatchObject({ headline: 'Headline', sections: [] })
  })

  test.each([
    ['a short line before a paragraph', 'The next step', true],
    ['one that closes a sentence', 'That was the next step.', false],
    ['one that asks', 'What next?', false],
    ['one that closes a sentence in quotes', 'He said: "Enough."', false],
    ['one that ends in quotes', 'He said "enough"', true],
    ['one that is too long', `${'word '.repeat(16)}word`, false],
  ])('a crosshead is %s: %s', (_case, line, isCrosshead) => {
    const [first, second] = sections('A paragraph.', line, 'Another.') ?? []
    expect(second?.crosshead ?? null).toBe(isCrosshead ? line : null)
    expect(first?.paragraphs.length).toBe(isCrosshead ? 1 : 3)
  })

  test('a short last line closes the article', () => {
    expect(sections('A paragraph.', 'The end', '- A takeaway.')).toEqual([
      { crosshead: null, paragraphs: ['A paragraph.', 'The end'] },
    ])
  })

  test('reads the same with the line ends of any system and with empty lines', () => {
    const unix = 'Headline\nLead\nA paragraph.\nCrosshead\nAnother.\n- A takeaway.'
    const article = articleOf(unix)
    expect(articleOf(unix.replaceAll('\n', '\r\n'))).toEqual(article)
    expect(articleOf(unix.replaceAll('\n', '\r'))).toEqual(article)
    expect(articleOf(`\n${unix.replaceAll('\n', '\n \n\n')}\n\n`)).toEqual(article)
  })
})

describe('the front matter', () => {
  test.each([
    ['-45m', '2025-06-02T11:15:00.000Z'],
    ['-3h', '2025-06-02T09:00:00.000Z'],
    ['-3h20m', '2025-06-02T08:40:00.000Z'],
    ['-2d4h', '2025-05-31T08:00:00.000Z'],
    ['2025-06-01T10:00:00+02:00', '2025-06-01T08:00:00.000Z'],
    ['Mon, 02 Jun 2025 10:00:00 GMT', '2025-06-02T10:00:00.000Z'],
  ])('published: %s is %s', (published, expected) => {
    const article = articleOf(`---\npublished: ${published}\n---\nHeadline\nLead`)
    expect(article?.publishedAt?.toISOString()).toBe(expected)
  })

  test('an empty field is none', () => {
    expect(articleOf('---\nbyline:\n---\nHeadline\nLead')).toMatchObject({ byline: null })
  })

  test('a key names the article', () => {
    expect(articleOf('---\nkey: a-1\n---\nHeadline\nLead')).toMatchObject({ guid: 'a-1' })
  })
})

test('a text that was fetched is read where it was found', () => {
  const [article] = parseText('Headline\nLead', 'a', 'https://news.example/a.txt', now).articles
  expect(article?.url).toBe('https://news.example/a.txt')
})
