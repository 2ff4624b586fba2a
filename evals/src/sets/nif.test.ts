import { expect, it } from 'vitest'

import { readNif } from './nif.ts'

const PREFIXES = `
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`

function context(text: string) {
  return `<http://x/1#char=0,${text.length}> a nif:Context ; nif:isString """${text}""" .`
}

function mention(surface: string, start: number, end: number, resource: string, length: number) {
  return `<http://x/1#char=${start},${end}> nif:anchorOf "${surface}"^^xsd:string ;
    nif:beginIndex "${start}"^^xsd:nonNegativeInteger ;
    nif:endIndex "${end}"^^xsd:nonNegativeInteger ;
    nif:referenceContext <http://x/1#char=0,${length}> ;
    itsrdf:taIdentRef <${resource}> .`
}

it('reads texts, with their mentions in reading order and what is meant by each', () => {
  const text = 'Ada left Ulm for Bonn.'
  const turtle = [
    PREFIXES,
    mention('Bonn', 17, 21, 'http://dbpedia.org/resource/Bonn', text.length),
    context(text),
    mention('Ulm', 9, 12, 'http://aksw.org/notInWiki/Ulm', text.length),
  ]
  expect(readNif(turtle.join('\n'))).toEqual([
    {
      id: 'http://x/1#char=0,22',
      text,
      mentions: [
        { start: 9, end: 12, surface: 'Ulm', resource: 'http://aksw.org/notInWiki/Ulm' },
        { start: 17, end: 21, surface: 'Bonn', resource: 'http://dbpedia.org/resource/Bonn' },
      ],
    },
  ])
})

it('turns offsets that count characters into UTF-16', () => {
  const text = '𝄞 plays in Ulm'
  const turtle = PREFIXES + context(text) + mention('Ulm', 11, 14, 'http://x/Ulm', text.length)
  expect(readNif(turtle)[0]?.mentions).toMatchObject([{ start: 12, end: 15 }])
})

it('leaves out a mention that is not where it says', () => {
  const text = 'Ada left Ulm.'
  const turtle = PREFIXES + context(text) + mention('Bonn', 9, 12, 'http://x/Bonn', text.length)
  expect(readNif(turtle)[0]?.mentions).toEqual([])
})

it('refuses Turtle that holds no text', () => {
  expect(() => readNif(PREFIXES)).toThrow('no text')
})
