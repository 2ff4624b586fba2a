import { describe, expect, it } from 'vitest'

import { enrich } from '../enrich.ts'
import { lineOf } from './tree.ts'

function topicsOf(lead: string, categories: string[] = []) {
  return enrich({ headline: '', lead, sections: [], categories }).topics
}

/** The topmost topics of a text, best first. */
function topmostOf(lead: string, categories: string[] = []): string[] {
  return [...new Set(topicsOf(lead, categories).map(({ code }) => lineOf(code)[0] ?? code))]
}

describe('an article is about', () => {
  it.each([
    [
      '01000000',
      'The museum shows paintings by a young sculptor, and the orchestra plays a symphony.',
    ],
    [
      '02000000',
      'Police arrested a suspect for burglary; the prosecutor will charge him with robbery.',
    ],
    ['03000000', 'An earthquake destroyed the town; rescuers dig for survivors under the rubble.'],
    [
      '04000000',
      'The company reported higher profit and revenue, and its shares rose on the stock exchange.',
    ],
    ['05000000', 'Pupils and teachers return to school with a new curriculum for the classroom.'],
    [
      '06000000',
      'Carbon emissions warm the climate, and biodiversity in the wetland is lost to pollution.',
    ],
    ['07000000', 'Doctors vaccinate patients against measles, as hospitals count more infections.'],
    [
      '09000000',
      'The trade union calls a strike for higher wages after talks with the employer failed.',
    ],
    ['10000000', 'Tourists book hotels by the beach, and a cookbook has recipes for the holiday.'],
    [
      '11000000',
      'Parliament elects the prime minister, and the opposition party wants an election.',
    ],
    [
      '12000000',
      'The bishop preached in the cathedral, where the congregation prayed with the pope.',
    ],
    [
      '13000000',
      'Researchers wrote software for a satellite, and astronomers read its data in a laboratory.',
    ],
    ['15000000', 'The striker scored a goal in the final, and the coach praised the goalkeeper.'],
    [
      '16000000',
      'Troops shelled the front line before the ceasefire, and soldiers fired missiles.',
    ],
    [
      '17000000',
      'Heavy rain and gusts are forecast; meteorologists warn of thunderstorms and hail.',
    ],
    [
      '02000000',
      'Die Polizei nahm einen Verdächtigen wegen Einbruchs fest, die Staatsanwaltschaft ermittelt.',
    ],
    [
      '03000000',
      'Nach dem Erdbeben suchen Retter in den Trümmern nach Verschütteten, viele Häuser stürzten ein.',
    ],
    ['04000000', 'Der Konzern meldet mehr Umsatz und Gewinn, die Aktie steigt an der Börse.'],
    ['07000000', 'Ärzte impfen Patienten gegen Masern, die Krankenhäuser zählen mehr Infektionen.'],
    [
      '09000000',
      'Die Gewerkschaft ruft zum Warnstreik auf und fordert höhere Löhne von den Arbeitgebern.',
    ],
    [
      '11000000',
      'Der Bundestag wählt den Kanzler, die Opposition fordert Neuwahlen von der Koalition.',
    ],
    ['12000000', 'Der Bischof predigte im Dom, die Gemeinde betete mit dem Papst.'],
    [
      '13000000',
      'Forscher schrieben eine Software für einen Satelliten, Astronomen werten im Labor Daten aus.',
    ],
    ['15000000', 'Der Stürmer schoss das Tor im Endspiel, der Trainer lobte den Torwart.'],
    ['16000000', 'Soldaten beschossen die Front mit Raketen, ehe die Waffenruhe begann.'],
    [
      '17000000',
      'Der Wetterdienst warnt vor Gewittern, Hagel und Sturmböen, am Abend fällt Regen.',
    ],
  ])('%s first: "%s"', (code, text) => {
    expect(topmostOf(text)[0]).toBe(code)
  })

  it('two topics where both are supported', () => {
    const text =
      'Parliament and the prime minister argue over the trade union that calls a strike for higher wages.'
    expect(topmostOf(text).toSorted()).toEqual(expect.arrayContaining(['09000000', '11000000']))
  })

  it('none where nothing speaks for one', () => {
    expect(topicsOf('She opened the door and looked at the table, and then she sat down.')).toEqual(
      [],
    )
  })
})

describe('a topic of an article', () => {
  it('says which cues speak for it, strongest first', () => {
    const [topic] = topicsOf('The ceasefire holds, say soldiers at the front line.')
    expect(topic).toMatchObject({
      cues: expect.arrayContaining(['ceasefire', 'soldier']) as string[],
    })
    expect(topic?.score).toBeGreaterThan(0)
    expect(topic?.score).toBeLessThanOrEqual(1)
  })

  it('is a narrower one where its own words are there', () => {
    const text =
      'The striker headed the ball past the goalkeeper after a corner, a penalty decided the football match in extra time.'
    expect(topicsOf(text).some(({ code }) => lineOf(code).length > 1)).toBe(true)
  })

  it.each([
    ['Politik', '11000000'],
    ['medtop:15000000', '15000000'],
    ['News / Sport / Tennis', '15000000'],
    ['Wissenschaft', '13000000'],
    ['Economía', '04000000'],
  ])('may be named by the source: "%s"', (category, code) => {
    expect(topmostOf('They met at noon.', [category])).toEqual([code])
  })

  it.each([
    ['the one that took its place', 'medtop:20000419', '20000418'],
    ['the one above it, where none did', 'medtop:20000119', '02000000'],
  ])('is never one that was retired, but %s', (_, category, code) => {
    expect(topicsOf('They met at noon.', [category])).toMatchObject([{ code }])
  })
})
