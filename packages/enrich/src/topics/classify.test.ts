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
      '08000000',
      'The queen and the duchess celebrate a royal wedding, and the celebrity couple gave a birthday party.',
    ],
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
    [
      '14000000',
      'Homelessness and poverty hit families with children; a charity collects donations for migrants.',
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
      '01000000',
      'Die Regisseurin bringt den Roman auf die Bühne, das Orchester der Oper spielt die Sinfonie.',
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
    [
      '05000000',
      'Die Lehrer unterrichten im Gymnasium nach dem neuen Lehrplan, die Schüler maturieren.',
    ],
    [
      '06000000',
      'Der Klimawandel und der Ausstoß von Kohlendioxid bedrohen den Artenschutz im Nationalpark.',
    ],
    ['07000000', 'Ärzte impfen Patienten gegen Masern, die Krankenhäuser zählen mehr Infektionen.'],
    [
      '08000000',
      'Das Königshaus feiert die Hochzeit des Prinzen, die Königin kam mit der Prinzessin.',
    ],
    [
      '09000000',
      'Die Gewerkschaft ruft zum Warnstreik auf und fordert höhere Löhne von den Arbeitgebern.',
    ],
    ['10000000', 'Im Urlaub kochen Touristen nach Rezepten des Hotels und wandern zum Strand.'],
    [
      '11000000',
      'Der Bundestag wählt den Kanzler, die Opposition fordert Neuwahlen von der Koalition.',
    ],
    ['12000000', 'Der Bischof predigte im Dom, die Gemeinde betete mit dem Papst.'],
    [
      '13000000',
      'Forscher schrieben eine Software für einen Satelliten, Astronomen werten im Labor Daten aus.',
    ],
    ['14000000', 'Armut und Obdachlosigkeit nehmen zu, Familien mit Kindern bitten um Spenden.'],
    ['15000000', 'Der Stürmer schoss das Tor im Endspiel, der Trainer lobte den Torwart.'],
    ['16000000', 'Soldaten beschossen die Front mit Raketen, ehe die Waffenruhe begann.'],
    [
      '17000000',
      'Der Wetterdienst warnt vor Gewittern, Hagel und Sturmböen, am Abend fällt Regen.',
    ],
  ])('%s first: "%s"', (code, text) => {
    expect(topmostOf(text)[0]).toBe(code)
  })

  it.each([
    ['French', 'Le club de football joue la finale de la Champions League contre le Real Madrid.'],
    [
      'Italian',
      'Il club gioca la finale della Champions League di football contro il Real Madrid.',
    ],
  ])('what its borrowed words say, in %s', (_, text) => {
    expect(topmostOf(text)).toEqual(['15000000'])
  })

  it('two topics where both are supported', () => {
    const text =
      'Parliament and the prime minister argue over the trade union that calls a strike for higher wages.'
    expect(topmostOf(text).toSorted()).toEqual(expect.arrayContaining(['09000000', '11000000']))
  })

  it.each([
    'She opened the door and looked at the table, and then she sat down.',
    'They had a war of words at the party, and one of them kicked off with a joke.',
    'Sie legte den Schlüssel auf den Tisch, ging ans Fenster und wartete auf den Morgen.',
    'Frau Müller hat knapp und individuell verhandelt, wie Herr Weber gebeten hatte.',
    '',
  ])('none where nothing speaks for one: "%s"', (text) => {
    expect(topicsOf(text)).toEqual([])
  })

  it('the same each time, whatever order its sources come in', () => {
    const texts = [
      'The striker scored a goal in the final.',
      'Parliament elects the prime minister.',
    ]
    const once = texts.map((text) => topicsOf(text))
    expect(texts.toReversed().map((text) => topicsOf(text))).toEqual(once.toReversed())
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
    [
      '20001065',
      'The striker scored from a free kick in the Premier League, the goalkeeper had no chance.',
    ],
    [
      '20001085',
      'She won the tie-break with a backhand at Wimbledon and is the top seed at the tennis open.',
    ],
    [
      '20000350',
      'The European Central Bank and the Federal Reserve look at each other, say central bankers.',
    ],
    [
      '20000178',
      'Quarterly profit beat forecasts: net profit rose in the third quarter, the firm said.',
    ],
    ['20000718', 'Astronomers saw a black hole by telescope in a galaxy many light years away.'],
    [
      '20000574',
      'Turnout was high at polling stations, and the exit poll speaks for a landslide in the election.',
    ],
    ['20000018', 'The singer and her band will play songs of the debut album in concert.'],
    ['20000991', 'Im Großen Preis gewann der Rennfahrer der Formel 1 nach zwei Boxenstopps.'],
    ['20000204', 'Die Übernahme des Rivalen ist feindlich, die Fusion prüft das Kartellamt.'],
    ['20000384', 'Auf Stahl gibt es neue Strafzölle, die Importzölle für Aluminium bleiben.'],
  ])('may be %s: "%s"', (code, text) => {
    expect(topicsOf(text).map((topic) => topic.code)).toContain(code)
  })

  it.each([
    [
      'in a compound',
      'Die Metallkonzerne und die Bierkonzerne leben vom Exportumsatz.',
      '04000000',
    ],
    [
      'behind a hyphen',
      'Peace-talks begin while the cease-fire holds at the front-line.',
      '16000000',
    ],
    ['inflected', 'Astronomen und Astronominnen forschten mit Teleskopen.', '13000000'],
    ['by its capital', 'Labour and the Tories quarrel in the Commons.', '11000000'],
  ])('has cues that are found %s', (_, text, code) => {
    expect(topmostOf(text)[0]).toBe(code)
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
