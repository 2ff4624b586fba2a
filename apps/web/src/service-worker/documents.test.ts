import { describe, expect, it } from 'vitest'

import { assetsOf, languageOf, titleOf, withKeptAt, withKeptPages } from './documents.ts'

const page = `<!DOCTYPE html><html lang="de" class="a"><head>
<link rel="stylesheet" href="/_next/static/a.css"/><script src="/client/main-1.js"></script>
<link rel="preload" href="/_next/static/a.css"/><link rel="icon" href="/icon.svg"/>
<title>Lampen &amp; Dochte · Courant</title></head>
<body><p>Stand: <time data-kept-at="true"></time></p></body></html>`

const keptAt = new Date(2026, 0, 31, 14, 5)

describe('a document', () => {
  it('is known by its title, without the name of the site', () => {
    expect(titleOf(page)).toBe('Lampen &amp; Dochte')
    expect(titleOf('<p>none</p>')).toBe('')
  })

  it('is kept with what it cannot be shown without, each once', () => {
    expect(assetsOf(page)).toEqual(['/_next/static/a.css', '/client/main-1.js'])
  })

  it('says when it was kept, in its own language', () => {
    expect(languageOf(page)).toBe('de')
    expect(withKeptAt(page, keptAt)).toContain('<html data-kept lang="de"')
    expect(withKeptAt(page, keptAt)).toContain('>31. Januar 2026 um 14:05</time></p>')
  })

  it('lists what is kept, articles apart, newest first', () => {
    const offline = `<html lang="en"><ul class="x" data-kept="articles"></ul><ul data-kept="others"></ul>`
    const listed = withKeptPages(offline, [
      { address: '/articles/1', title: 'Older', keptAt: new Date(0), article: true },
      { address: '/articles/2', title: 'A &lt;b&gt;', keptAt, article: true },
      { address: '/?actor=nato&topic=sport', title: '$& Sport', keptAt, article: false },
    ])
    expect(listed.replaceAll(/ <time.*?<\/time>/g, '')).toBe(
      `<html lang="en"><ul class="x" data-kept="articles"><li><a href="/articles/2">A &lt;b&gt;</a></li>` +
        `<li><a href="/articles/1">Older</a></li></ul>` +
        `<ul data-kept="others"><li><a href="/?actor=nato&amp;topic=sport">$& Sport</a></li></ul>`,
    )
  })
})
