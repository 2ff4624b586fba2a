import { describe, expect, it } from 'vitest'

import { enrich } from '../enrich.ts'
import type { EnrichedMention } from '../enrichment.ts'

/** "surface>slug" of every place where the text names an entity, in the mentions' order. */
function named(mentions: readonly EnrichedMention[]): string[] {
  return mentions
    .flatMap(({ entity, spans }) => spans.map(({ start, surface }) => ({ start, surface, entity })))
    .toSorted((a, b) => a.start - b.start)
    .map(({ surface, entity }) => `${surface}>${entity.slug}`)
}

function mentionsIn(text: string): string[] {
  return named(enrich({ headline: '', lead: text, sections: [] }).mentions)
}

describe('the actors of a text', () => {
  it.each<[says: string, text: string, expected: string[]]>([
    [
      'the longest name counts',
      'The European Central Bank and the European Union sit in Frankfurt and Brussels.',
      [
        'European Central Bank>european-central-bank',
        'European Union>european-union',
        'Frankfurt>frankfurt',
        'Brussels>brussels',
      ],
    ],
    [
      'old and new names are one entity',
      'From Kiev to Lviv: Kyiv answers.',
      ['Kiev>kyiv', 'Lviv>lviv', 'Kyiv>kyiv'],
    ],
    [
      '"US" is a country and "us" is not',
      'The US told us that U.S. troops stay in the United States.',
      ['US>united-states', 'U.S.>united-states', 'United States>united-states'],
    ],
    ['"who" is nobody', 'Who told the WHO? Those who know.', ['WHO>world-health-organization']],
    [
      'a possessive is no part of the name',
      "NATO's plan and Germany's answer were read in Warsaw.",
      ['NATO>nato', 'Germany>germany', 'Warsaw>warsaw'],
    ],
    [
      'a hyphen joins two names',
      'The NATO-Ukraine council met in Vilnius on Monday.',
      ['NATO>nato', 'Ukraine>ukraine', 'Vilnius>vilnius'],
    ],
    [
      'an adjective speaks of its country',
      'Russian and Ukrainian envoys arrived with French help.',
      ['Russian>russia', 'Ukrainian>ukraine', 'French>france'],
    ],
    [
      'a surname stands for the person named in full',
      'Emmanuel Macron spoke first. Macron was brief.',
      ['Emmanuel Macron>emmanuel-macron', 'Macron>emmanuel-macron'],
    ],
    [
      'an initial in between does not hide a name',
      'Donald J. Trump won the vote in November.',
      ['Donald J. Trump>donald-trump'],
    ],
    [
      'a role stands for the person it was joined to',
      'Chancellor Friedrich Merz met Emmanuel Macron. The chancellor said little.',
      [
        'Friedrich Merz>friedrich-merz',
        'Emmanuel Macron>emmanuel-macron',
        'chancellor>friedrich-merz',
      ],
    ],
    [
      'a role at the end of a text stands for its holder too',
      'Chancellor Friedrich Merz spoke. Nobody else heard the chancellor',
      ['Friedrich Merz>friedrich-merz', 'chancellor>friedrich-merz'],
    ],
    [
      'a role that two persons hold stands for neither',
      'President Emmanuel Macron met President Vladimir Putin, and the president smiled.',
      ['Emmanuel Macron>emmanuel-macron', 'Vladimir Putin>vladimir-putin'],
    ],
    [
      'a person may be called like a city',
      'Paris Hilton flew to Washington on Friday.',
      ['Paris Hilton>paris-hilton', 'Washington>washington'],
    ],
    [
      'a newspaper is no city',
      'The Washington Post saw the letter first.',
      ['The Washington Post>the-washington-post'],
    ],
    [
      'a state is told from a country by what stands around it',
      'Voters in Atlanta decide for all of Georgia, the governor believes, and not in Savannah alone.',
      ['Atlanta>atlanta', 'Georgia>georgia-us', 'Savannah>savannah'],
    ],
    [
      'and the country by its neighbours',
      'Armenia and Georgia spoke in Tbilisi about a railway.',
      ['Armenia>armenia', 'Georgia>georgia', 'Tbilisi>tbilisi'],
    ],
    ['a dish is no country', 'They ate French fries and drank Scotch whisky at noon.', []],
    [
      'a month is no person',
      'The talks begin in May, and Theresa May attends.',
      ['Theresa May>theresa-may'],
    ],
    [
      'an acronym in brackets stands for the name before it',
      'The Baltic Ferry Watch Association (BFWA) counts ships. BFWA found forty.',
      [
        'Baltic Ferry Watch Association>baltic-ferry-watch-association',
        'BFWA>baltic-ferry-watch-association',
        'BFWA>baltic-ferry-watch-association',
      ],
    ],
    [
      'and so does one behind ", or"',
      'The Baltic Ferry Watch Association, or BFWA, counts ships. BFWA found forty.',
      [
        'Baltic Ferry Watch Association>baltic-ferry-watch-association',
        'BFWA>baltic-ferry-watch-association',
        'BFWA>baltic-ferry-watch-association',
      ],
    ],
    [
      'an unknown person is told by the given name and comes again by the surname',
      'Miriam Aldous leads the choir. Aldous began in spring.',
      ['Miriam Aldous>miriam-aldous', 'Aldous>miriam-aldous'],
    ],
    [
      'an unknown company is told by its legal form and comes again by its first word',
      'Kestrel Aerospace Ltd builds kites. Experts say Kestrel will grow.',
      ['Kestrel Aerospace Ltd>kestrel-aerospace-ltd', 'Kestrel>kestrel-aerospace-ltd'],
    ],
    [
      'a city in a match report is its team, unless something places it',
      'Boston beat Chicago in the ninth inning, the coach said in Denver.',
      ['Denver>denver'],
    ],
    [
      'a town may be called like a country or a capital',
      'They live in the town of Ireland, others in Athens, Georgia, or in Paris, Texas.',
      ['Texas>texas'],
    ],
    [
      "somebody's namesake is not meant",
      'They read Jack London aloud and saw the film with Denzel Washington.',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(mentionsIn(text)).toEqual(expected)
  })

  it.each<[says: string, text: string, expected: string[]]>([
    [
      'names are inflected',
      'Deutschlands Rolle in der Nato und Putins Krieg gegen die Ukraine beschäftigen die Minister.',
      ['Deutschlands>germany', 'Nato>nato', 'Putins>vladimir-putin', 'Ukraine>ukraine'],
    ],
    [
      'compounds begin with a name',
      'Der Nato-Gipfel sprach über Bundeswehrsoldaten im Ukrainekrieg, wie es hieß.',
      ['Nato>nato', 'Bundeswehr>bundeswehr', 'Ukraine>ukraine'],
    ],
    [
      'adjectives are inflected',
      'Die russische Armee und der ukrainische Minister schweigen zu dem Bericht.',
      ['russische>russia', 'ukrainische>ukraine'],
    ],
    [
      'a noun is no name because of its capital',
      'Das Essen war gut, und die Halle war voll, sagte der Wirt am Abend.',
      [],
    ],
    [
      'an institution has its German name',
      'Die Europäische Zentralbank (EZB) in Frankfurt und das Auswärtige Amt warten noch.',
      [
        'Europäische Zentralbank>european-central-bank',
        'EZB>european-central-bank',
        'Frankfurt>frankfurt',
        'Auswärtige Amt>german-foreign-office',
      ],
    ],
  ])('in German: %s', (_, text, expected) => {
    expect(mentionsIn(text)).toEqual(expected)
  })
})

describe('a mention', () => {
  const article = {
    headline: 'NATO opens an office in Wiesbaden',
    lead: 'NATO opened an office in Wiesbaden. Weapons for Ukraine are counted there.',
    sections: [
      {
        crosshead: 'What Warsaw wants',
        paragraphs: ['Poland asked for it.', 'In Rome, nobody minds.'],
      },
    ],
  }
  const { mentions } = enrich(article)
  const of = (slug: string) => mentions.find(({ entity }) => entity.slug === slug)

  it('counts, places and quotes each time its entity is named', () => {
    expect(of('nato')).toMatchObject({
      count: 2,
      spans: [
        { part: 'headline', section: null, paragraph: null, start: 0, end: 4, surface: 'NATO' },
        { part: 'lead', section: null, paragraph: null, start: 0, end: 4, surface: 'NATO' },
      ],
    })
    expect(of('warsaw')?.spans).toMatchObject([{ part: 'crosshead', section: 0, paragraph: null }])
    expect(of('poland')?.spans).toMatchObject([{ part: 'paragraph', section: 0, paragraph: 0 }])
  })

  it('is about what headline and lead speak of, and merely names the rest', () => {
    expect(of('nato')).toMatchObject({ about: true, method: 'ALIAS' })
    expect(of('rome')).toMatchObject({ about: false })
    expect(mentions[0]?.entity.slug).toBe('nato')
  })
})

describe('a name with too little behind it', () => {
  const enrichment = enrich({
    headline: 'Harbour opens',
    lead: 'The harbour opened.',
    sections: [{ crosshead: null, paragraphs: ['Once, Miriam Aldous came by in the rain.'] }],
  })

  it('is kept as a candidate and not shown', () => {
    expect(named(enrichment.mentions)).toEqual([])
    expect(enrichment.candidates).toMatchObject([
      { entity: { slug: 'miriam-aldous', kind: 'PERSON' }, method: 'PROPOSED', count: 1 },
    ])
  })
})
