import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { parseDocument } from '../document.ts'

const fixture = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url))

/** Each file of `fixtures` and what it reads as, side by side. Now is noon of 2 June 2025. */
test.each([
  'rss-2.0.xml',
  'rss-0.91.xml',
  'rdf-1.0.xml',
  'atom-1.0.xml',
  'atom-0.3.xml',
  'json-feed-1.1.json',
  'article.txt',
  'page-json-ld.html',
  'page-open-graph.html',
  'page-bare.html',
  'page-german.html',
  'page-paywall.html',
])('%s', (file) => {
  const now = new Date('2025-06-02T12:00:00Z')
  const url = file === 'page-open-graph.html' ? 'https://gazette-du-port.example/musee' : null
  const parsed = parseDocument({ name: file, content: fixture(file), url }, now)
  expect(JSON.parse(JSON.stringify(parsed))).toEqual(
    JSON.parse(fixture(`${file}.expected.json`).toString()),
  )
})
