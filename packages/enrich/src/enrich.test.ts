import { describe, expect, it } from 'vitest'

import { enrich } from './index.ts'

const article = {
  headline: 'NATO meets in Brussels',
  lead: 'Ministers of NATO meet in Brussels to speak about weapons for the army of Ukraine.',
  sections: [
    {
      crosshead: null,
      paragraphs: ['Troops of Germany are part of the force, the government said.'],
    },
  ],
}

describe('enriching an article', () => {
  it('names its actors, each with the exact words that name it', () => {
    const { mentions } = enrich(article)
    expect(mentions.map(({ entity }) => entity.name)).toEqual(
      expect.arrayContaining(['NATO', 'Ukraine', 'Germany']),
    )
    const inLead = mentions.flatMap(({ spans }) => spans).filter(({ part }) => part === 'lead')
    for (const { start, end, surface } of inLead)
      expect(article.lead.slice(start, end)).toBe(surface)
  })

  it('tells its language and its first topic', () => {
    expect(enrich(article)).toMatchObject({ language: 'en', topics: [{ code: '16000000' }] })
  })

  it('takes a text of nothing', () => {
    expect(enrich({ headline: '', lead: '', sections: [] })).toMatchObject({
      mentions: [],
      topics: [],
    })
  })
})
