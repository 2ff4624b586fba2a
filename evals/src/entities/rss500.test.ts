import { expect, it } from 'vitest'

import { type Known, finds } from '../enrichment.fixture.ts'
import { measureLinks } from './rss500.ts'

const text = 'Ada Lund of the Ulm Mill Board spoke in Bonn and Kiel.'

function nif(...mentions: [surface: string, resource: string][]) {
  const prefixes = [
    '@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .',
    '@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .',
  ]
  const marked = mentions.map(([surface, resource]) => {
    const start = text.indexOf(surface)
    return `<http://x/${start}> nif:anchorOf "${surface}" ; nif:beginIndex "${start}" ;
      nif:endIndex "${start + surface.length}" ; nif:referenceContext <http://x/all> ;
      itsrdf:taIdentRef <${resource}> .`
  })
  return [...prefixes, `<http://x/all> nif:isString "${text}" .`, ...marked].join('\n')
}

const gold = nif(
  ['Ada Lund', 'http://aksw.org/notInWiki/Ada_Lund'],
  ['Ulm Mill Board', 'http://dbpedia.org/resource/Ulm_Mill_Board'],
  ['Bonn', 'http://dbpedia.org/resource/Bonn'],
)

function figures(...names: Known[]) {
  const { rows } = measureLinks(gold, finds(names))
  return Object.fromEntries(rows.map(({ what, value }) => [what, value]))
}

it('takes a link for right whose entity is the resource', () => {
  expect(figures({ surface: 'Bonn' })).toMatchObject({
    'precision of links': 1,
    'recall of links': 0.5,
  })
})

it('takes a link for wrong whose entity is another, or where DBpedia has none', () => {
  const of = figures({ surface: 'Bonn' }, { surface: 'Ada Lund', slug: 'ada-lovelace' })
  expect(of).toMatchObject({ 'precision of links': 0.5, 'links judged': 2 })
})

it('does not judge a name that is only proposed, nor a link where nothing is marked', () => {
  const of = figures({ surface: 'Ada Lund', method: 'PROPOSED' }, { surface: 'Kiel' })
  expect(of).toMatchObject({ 'links judged': 0, 'links elsewhere in the sentences': 1 })
})

it('reports apart what a link to a part of a longer name would cost', () => {
  expect(figures({ surface: 'Bonn' }, { surface: 'Ulm' })).toMatchObject({
    'precision of links': 1,
    'precision, links that overlap a mention too': 0.5,
  })
})
