import iconv from 'iconv-lite'
import { expect, test } from 'vitest'

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
  ['bytes that are not of the encoding', Buffer.from([0x41, 0xff, 0x42]), null, 'A\u{FFFD}B'],
  ['nothing at all', Buffer.alloc(0), null, ''],
])('%s', (_case, bytes, contentType, expected) => {
  expect(decode(bytes, contentType)).toBe(expected)
})
