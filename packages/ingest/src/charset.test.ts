import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'

import { decode } from './charset.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => utf16le(text).swap16()

test.each([
  ['UTF-8 when nothing is said', utf8('Zürich'), null, 'Zürich'],
  ['the header', latin1('Zürich'), 'text/plain; charset=ISO-8859-1', 'Zürich'],
  ['the header in quotes', latin1('Zürich'), 'text/xml;charset="iso-8859-1"; v=1', 'Zürich'],
  [
    'the XML declaration',
    latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>'),
    'application/xml',
    '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>',
  ],
  [
    'the declaration of a web page',
    latin1('<meta http-equiv=Content-Type content="text/html; charset=latin1">Zürich'),
    'text/html',
    '<meta http-equiv=Content-Type content="text/html; charset=latin1">Zürich',
  ],
  [
    'the header before the declaration',
    utf8('<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>'),
    'text/xml; charset=utf-8',
    '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>',
  ],
  [
    'the byte order mark before the header',
    utf8('\u{FEFF}Zürich'),
    'text/plain; charset=latin1',
    'Zürich',
  ],
  ['UTF-16 with a byte order mark', utf16be('\u{FEFF}Zürich'), null, 'Zürich'],
  ['UTF-16 known by its first tag', utf16le('<a>Zürich</a>'), null, '<a>Zürich</a>'],
  ['big-endian UTF-16 known by its first tag', utf16be('<a>Zürich</a>'), null, '<a>Zürich</a>'],
  [
    'UTF-32 known by its first tag',
    iconv.encode('<a>Zürich</a>', 'utf-32le'),
    null,
    '<a>Zürich</a>',
  ],
  [
    'a declaration of UTF-16 that cannot be true',
    utf8('<?xml version="1.0" encoding="UTF-16"?><a>Zürich</a>'),
    null,
    '<?xml version="1.0" encoding="UTF-16"?><a>Zürich</a>',
  ],
  ['a label that nobody knows', utf8('Zürich'), 'text/plain; charset=klingon', 'Zürich'],
  [
    'Windows characters under the name of ISO-8859-1',
    Buffer.from([0x93, 0x41, 0x94]),
    'text/plain; charset=iso-8859-1',
    '“A”',
  ],
  ['Japanese', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'text/plain; charset=shift_jis', '日本'],
  [
    'bytes that are not of the encoding',
    Buffer.concat([utf8('Zürich, Köln, Łódź und '), Buffer.from([0x41, 0xff, 0x42])]),
    null,
    'Zürich, Köln, Łódź und A\u{FFFD}B',
  ],
  [
    'another encoding under the name of UTF-8',
    latin1('<?xml version="1.0" encoding="UTF-8"?><a>Zürich, Köln und Genf</a>'),
    'text/xml; charset=utf-8',
    '<?xml version="1.0" encoding="UTF-8"?><a>Zürich, Köln und Genf</a>',
  ],
  [
    'the declaration where the header is plainly wrong',
    iconv.encode('<?xml version="1.0" encoding="koi8-r"?><a>Погода</a>', 'koi8-r'),
    'text/xml; charset=utf-8',
    '<?xml version="1.0" encoding="koi8-r"?><a>Погода</a>',
  ],
  ['nothing at all', Buffer.alloc(0), null, ''],
])('%s', (_case, bytes, contentType, expected) => {
  expect(decode(bytes, contentType)).toBe(expected)
})

/** The same news, as they would be sent. */
const news: [string, string][] = [
  [
    'windows-1252',
    'Die Fähre nach Föhr fährt wieder. „Endlich“, sagte die Fährfrau – größer als je.',
  ],
  [
    'windows-1252',
    'La traversée reprend après la tempête : « Enfin », a déclaré la capitaine à l’équipage.',
  ],
  [
    'windows-1250',
    'Prom na wyspę znów pływa. „Nareszcie”, powiedziała kapitan, że morze było wściekłe.',
  ],
  [
    'windows-1251',
    'Паром на остров снова ходит. «Наконец-то», сказала капитан после трёх дней шторма.',
  ],
  ['koi8-r', 'Паром на остров снова ходит. Наконец-то, сказала капитан после трёх дней шторма.'],
  [
    'windows-1253',
    'Το πλοίο για το νησί ταξιδεύει ξανά. Επιτέλους, είπε η καπετάνισσα μετά την καταιγίδα.',
  ],
  ['windows-1255', 'המעבורת אל האי שבה לשוט. סוף סוף, אמרה רבת החובלים אחרי שלושה ימי סערה.'],
  [
    'windows-1256',
    'عادت العبارة إلى الجزيرة بعد ثلاثة أيام من العاصفة، وقالت القبطانة إن البحر هدأ أخيرا.',
  ],
  ['shift_jis', '島へのフェリーが三日間の嵐のあと再び運航を始めた。船長は「やっとだ」と話した。'],
  ['euc-jp', '島へのフェリーが三日間の嵐のあと再び運航を始めた。船長は「やっとだ」と話した。'],
  ['gb18030', '经过三天的风暴,开往岛上的渡轮星期一恢复运行。船长说:终于等到了这一天。'],
  ['big5', '經過三天的風暴,開往島上的渡輪星期一恢復運行。船長說:終於等到了這一天。'],
  [
    'euc-kr',
    '사흘간의 폭풍 끝에 섬으로 가는 여객선이 월요일에 다시 운항을 시작했다고 선장이 말했다.',
  ],
]

describe('where nothing is said, the letters tell', () => {
  test.each(news)('%s: %s', (encoding, text) => {
    const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>${text}</title></item></channel></rss>`
    expect(decode(iconv.encode(feed, encoding))).toBe(feed)
    expect(decode(iconv.encode(text, encoding))).toBe(text)
  })

  test('one letter alone is of Western Europe', () => {
    expect(decode(latin1('Zürich'))).toBe('Zürich')
  })

  test('bytes of no language come out as something', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => 250 - n)
    expect(decode(bytes)).toContain('CBA@?>=<')
  })
})
