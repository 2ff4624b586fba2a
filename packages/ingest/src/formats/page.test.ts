import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { IngestError } from '../errors.ts'
import { isPage, parsePage } from './page.ts'

const text = `The ferry between the old quay and the island sailed again on Monday, for the first time
  since the storm of January broke its ramp, and four hundred people were on board.`
const body = `<article>${`<p>${text}</p>`.repeat(5)}</article>`
const html = (head: string, content = body) =>
  `<!doctype html><html><head><title>Ferry runs again</title>${head}</head><body>${content}</body></html>`

const address = 'https://www.times.example/news/ferry'
const parse = (page: string, url: string | null = address) => {
  const [article] = parsePage(page, 'a page', url).articles
  return article!
}
const jsonLd = (...nodes: object[]) =>
  nodes
    .map((node) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`)
    .join('')
const outcomeOf = (page: string): string => {
  try {
    parse(page)
    return 'an article'
  } catch (error) {
    return error instanceof IngestError ? error.code : String(error)
  }
}
const paragraphsOf = (page: string) => {
  const { lead, sections } = parse(page)
  return [lead, ...sections.flatMap(({ paragraphs }) => paragraphs)]
}

describe('a web page is known by its beginning', () => {
  test.each([
    ['<!DOCTYPE html>', true],
    ['\n<HTML lang="en">', true],
    [
      '<?xml version="1.0"?>\n<!-- a system --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
      true,
    ],
    ['<head><title>', true],
    ['<rss version="2.0">', false],
    ['<?xml version="1.0"?><feed>', false],
    ['<!-- <html> --><rss>', false],
    ['<header>', false],
    ['Ferry runs again', false],
  ])('%s', (beginning, expected) => {
    expect(isPage(beginning)).toBe(expected)
  })
})

describe('a page without an article is refused, and what to do is told', () => {
  const teaser = (number: number) =>
    `<article><h2><a href="/${number}">Ferry number ${number} runs again after the storm</a></h2>
     <p>It sailed on Monday, for the first time since the storm of January broke its ramp.</p></article>`
  const teasers = Array.from({ length: 12 }, (_, number) => teaser(number)).join('')
  const menu = Array.from(
    { length: 60 },
    (_, n) => `<li><a href="/${n}">Section ${n} of ours</a></li>`,
  )

  test.each<[string, string, string]>([
    ['nothing on it', '<!doctype html><html><body></body></html>', 'there is no article'],
    ['programs alone', html('', '<div id="app"></div><script>load()</script>'), 'only a browser'],
    [
      'a front page',
      html('<meta property="og:type" content="website">', teasers),
      'lists articles',
    ],
    [
      'a front page that describes the articles it lists',
      html(
        jsonLd(...[1, 2, 3].map((n) => ({ '@type': 'NewsArticle', headline: `Ferry ${n}` }))),
        teasers,
      ),
      'lists articles',
    ],
    ['a list of links', html('', `<ul>${menu.join('')}</ul>`), 'lists articles'],
    [
      'elements in each other by the thousand',
      '<div>'.repeat(20_000) + body,
      'there is no article',
    ],
  ])('%s', (_case, page, words) => {
    expect(() => parsePage(page, 'a page', address)).toThrow(
      expect.objectContaining({ code: 'NO_ARTICLE', message: expect.stringContaining(words) }),
    )
  })

  test('but one that says it is an article may show no more than its description', () => {
    const metas =
      '<meta property="og:type" content="article"><meta name="description" content="It sailed.">'
    expect(parse(html(metas, '<video src="/ferry.mp4"></video>'))).toMatchObject({
      headline: 'Ferry runs again',
      lead: 'It sailed.',
      sections: [],
    })
  })
})

describe('whatever a page is made of, it is read to an end', () => {
  const nothing = '<!doctype html><title>x</title>'
  const huge = 10 * 1024 * 1024
  test.each([
    ['elements never closed', `${body}${'<div>'.repeat(20_000)}`],
    ['ends of what never began', body + '</i></div></p>'.repeat(50_000)],
    ['10 MiB of programs before the text', `<script>${'a < b; '.repeat(huge / 7)}</script>${body}`],
    ['10 MiB of comments after it', `${body}${'<p>a, b, c</p>'.repeat(huge / 14)}`],
    ['an attribute of 10 MiB', `${body}<p class="${'comment '.repeat(huge / 8)}">`],
    [
      'a million attributes',
      `${body}<p ${Array.from({ length: 1_000_000 }, (_, n) => `a${n}`).join(' ')}>`,
    ],
    ['a million meta elements', '<meta name="author" content="a b">'.repeat(huge / 34) + body],
    ['a comment that never ends', `${body}<!--${'<!--'.repeat(10_000)}`],
    [
      'JSON nested without end',
      jsonLd() + `<script type="application/ld+json">${'['.repeat(1e6)}</script>${body}`,
    ],
  ])('%s', { timeout: 60_000 }, (_case, page) => {
    expect(paragraphsOf(nothing + page).length).toBeGreaterThan(0)
  })

  test.each(['page-json-ld.html', 'page-open-graph.html', 'page-german.html'])(
    '%s, wherever it is cut short',
    { timeout: 60_000 },
    (file) => {
      const whole = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
      const outcomes = new Set<string>()
      for (let end = 0; end < whole.length; end += 97) {
        outcomes.add(outcomeOf(whole.slice(0, end)))
      }
      expect([...outcomes].toSorted()).toEqual(['NO_ARTICLE', 'an article'])
    },
  )
})

describe('nothing of a page gets in that is not text', () => {
  test('programs, styles, drawings, controls and what is hidden', () => {
    const page = html(
      '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
      `<article><p>${text}</p><script>alert(1)</script><style>p { color: red }</style>
       <svg onload="alert(1)"><text>drawn</text></svg><math><mtext>formula</mtext></math>
       <p hidden>hidden</p><p style="display: none">styled</p><p aria-hidden="true">not read out</p>
       <template><p>template</p></template><noscript><p>no program</p></noscript>
       <iframe src="/x">frame</iframe><textarea>typed</textarea>
       <p onclick="alert(1)">&lt;img src=x onerror=alert(1)&gt;</p><p>${text}</p></article>`,
    )
    const clean = text.replace(/\s+/g, ' ')
    expect(paragraphsOf(page)).toEqual([clean, '<img src=x onerror=alert(1)>', clean])
  })

  test.each([
    ['javascript:alert(1)', null],
    ['data:image/png;base64,AAAA', null],
    ['file:///etc/passwd', null],
    ['/ferry.jpg', 'https://www.times.example/ferry.jpg'],
    ['ferry.jpg', 'https://www.times.example/news/ferry.jpg'],
    ['//img.example/ferry.jpg', 'https://img.example/ferry.jpg'],
  ])('the image %s', (image, imageUrl) => {
    expect(parse(html(`<meta property="og:image" content="${image}">`)).imageUrl).toBe(imageUrl)
  })

  test('the first image of the text stands in, from where it is loaded', () => {
    const figure =
      '<figure><img src="data:image/gif;base64,R0" data-src="/real.jpg" width="800"></figure>'
    const inText = body.replace('</p>', `</p>${figure}`)
    expect(parse(html('', inText)).imageUrl).toBe('https://www.times.example/real.jpg')
  })
})

describe('the address is the one that the page gives, if it is its own', () => {
  test.each([
    [
      'of the same page',
      'https://www.times.example/news/ferry-runs',
      'https://www.times.example/news/ferry-runs',
    ],
    ['relative', '/news/ferry-runs', 'https://www.times.example/news/ferry-runs'],
    ['without www', 'https://times.example/ferry', 'https://times.example/ferry'],
    [
      'of a part of the site',
      'https://news.times.example/ferry',
      'https://news.times.example/ferry',
    ],
    [
      'read without encryption',
      'http://www.times.example/ferry',
      'https://www.times.example/ferry',
    ],
    ['of another site', 'https://other.example/ferry', address],
    ['of a site with a like name', 'https://eviltimes.example/ferry', address],
    ['of the front page', 'https://www.times.example/', address],
    ['of a program', 'javascript:alert(1)', address],
    ['that is none', 'http://', address],
  ])('%s', (_case, canonical, url) => {
    expect(parse(html(`<link rel="canonical" href="${canonical}">`)).url).toBe(url)
  })

  test('a phone’s page is the page', () => {
    const link = '<link rel="canonical" href="https://www.times.example/news/ferry">'
    expect(parse(html(link), 'https://m.times.example/news/ferry').url).toBe(address)
  })

  test('of a file, it is believed', () => {
    const link = '<link rel="canonical" href="https://times.example/ferry">'
    expect(parse(html(link), null).url).toBe('https://times.example/ferry')
    expect(parse(html(''), null).url).toBeNull()
  })
})

describe('the text', () => {
  const story = `<p>${text}</p>`.repeat(3)

  test.each<[string, string, string[]]>([
    [
      'does not repeat the headline',
      `<h1>Ferry runs again</h1><h2>Ferry runs again</h2>${story}`,
      [],
    ],
    ['does not begin with a kicker', `<h3>Island</h3><h1>Ferry runs again</h1>${story}`, []],
    [
      'does not begin with its date',
      `<h1>Ferry runs again</h1><p>Updated: 2 June 2025, 10:00</p>${story}`,
      [],
    ],
    [
      'begins with a crosshead that is one',
      `<h1>Ferry runs again</h1><h2>On board</h2>${story}`,
      ['On board'],
    ],
  ])('%s', (_case, content, crossheads) => {
    const { lead, sections } = parse(html('', `<div>${content}</div>`))
    expect(sections.flatMap(({ crosshead }) => crosshead ?? [])).toEqual(crossheads)
    expect(lead || sections[0]?.paragraphs[0]).toBe(text.replace(/\s+/g, ' '))
  })

  test('says who wrote it, where nothing else does', () => {
    const content = `<p>Von Leonie Kraft und Max Sommer | 2. Juni 2025</p>${story}`
    const article = parse(html('', `<div>${content}</div>`))
    expect(article.byline).toBe('Leonie Kraft und Max Sommer')
    expect(article.lead).toBe(text.replace(/\s+/g, ' '))
  })

  test('may be whole in the page’s JSON-LD alone', () => {
    const articleBody = `${text}\n\nSecond.\n\nThird.`
    const linked = jsonLd({ '@type': 'NewsArticle', headline: 'Ferry', articleBody })
    const { lead, sections } = parse(html(linked, `<p>The ferry between...</p>`))
    expect(lead).toBe(text.replace(/\s+/g, ' '))
    expect(sections).toEqual([{ crosshead: null, paragraphs: ['Second.', 'Third.'] }])
  })

  test('is not said twice by its description', () => {
    const first = 'The ferry sailed again on Monday, for the first time since the storm.'
    const metas = `<meta name="description" content="${first} Four hundred people were…">`
    const content = `<p>${first}</p><p>Four hundred people were on board.</p>${story}`
    const { lead, sections } = parse(html(metas, `<div>${content}</div>`))
    expect(lead).toBe(first)
    expect(sections[0]?.paragraphs[0]).toBe('Four hundred people were on board.')
  })
})
