import { describe, expect, it } from 'vitest'

import { entityJsonLdOf, jsonLdOf, type LinkedArticle } from './json-ld.ts'

const article: LinkedArticle = {
  url: 'https://gazette.example/1',
  headline: 'Talks begin',
  lead: 'They have begun.',
  language: 'en',
  publishedAt: '2026-01-01T12:00:00.000Z',
  revisedAt: '2026-01-02T12:00:00.000Z',
  byline: 'Ann Example',
  image: 'https://gazette.example/1.jpg',
  source: { name: 'The Gazette', siteUrl: 'https://gazette.example/' },
  topics: [{ topic: { label: 'politics' } }],
  actors: [
    { about: true, entity: { name: 'NATO', kind: 'ORGANIZATION', wikidataId: 'Q7184' } },
    { about: false, entity: { name: 'Oslo', kind: 'PLACE' } },
  ],
}

describe('an article as JSON-LD', () => {
  it('says what is known of it', () => {
    expect(JSON.parse(jsonLdOf(article))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      url: 'https://gazette.example/1',
      headline: 'Talks begin',
      description: 'They have begun.',
      inLanguage: 'en',
      datePublished: '2026-01-01T12:00:00.000Z',
      dateModified: '2026-01-02T12:00:00.000Z',
      image: 'https://gazette.example/1.jpg',
      author: { '@type': 'Person', name: 'Ann Example' },
      publisher: {
        '@type': 'NewsMediaOrganization',
        name: 'The Gazette',
        url: 'https://gazette.example/',
      },
      keywords: ['politics'],
      about: [
        { '@type': 'Organization', name: 'NATO', sameAs: 'https://www.wikidata.org/entity/Q7184' },
      ],
      mentions: [{ '@type': 'Place', name: 'Oslo' }],
    })
  })

  it.each([
    ['author', { byline: null }],
    ['image', { image: null }],
    ['inLanguage', { language: 'und' }],
    ['description', { lead: '' }],
  ])('says nothing of what is not known: %s', (key, own) => {
    expect(JSON.parse(jsonLdOf({ ...article, ...own }))).not.toHaveProperty(key)
  })

  it.each([
    '</script><script>alert(1)</script>',
    '</SCRIPT >',
    '<!--<script>',
    '"\\ \u2028 \u2029',
  ])('holds a headline that nothing ends the script with: %s', (headline) => {
    const text = jsonLdOf({ ...article, headline })
    expect(text).not.toContain('<')
    expect(JSON.parse(text)).toMatchObject({ headline })
  })
})

describe('an actor as JSON-LD', () => {
  it('says who it is, by which other names, and where else', () => {
    const text = entityJsonLdOf({
      name: 'NATO',
      kind: 'ORGANIZATION',
      description: 'North Atlantic military alliance',
      wikidataId: 'Q7184',
      aliases: ['NATO', 'Nordatlantikpakt'],
    })
    expect(JSON.parse(text)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: 'NATO',
      description: 'North Atlantic military alliance',
      alternateName: ['Nordatlantikpakt'],
      sameAs: 'https://www.wikidata.org/entity/Q7184',
    })
  })

  it('holds a name that nothing ends the script with', () => {
    const name = '</script><script>alert(1)</script>'
    const text = entityJsonLdOf({ name, kind: 'PERSON', aliases: [] })
    expect(text).not.toContain('<')
    expect(JSON.parse(text)).toEqual({ '@context': 'https://schema.org', '@type': 'Person', name })
  })
})
