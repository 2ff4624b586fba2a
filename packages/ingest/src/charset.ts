import iconv from 'iconv-lite'

import { guessEncoding, isMostlyUtf8 } from './charset-guess.ts'

/** How far into a document its own statement of its encoding is looked for (HTML reads as far). */
const declarationReach = 1024

const byteOrderMarks = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], label: 'utf-32be' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
] as const

/** How a document that begins with `<` looks without a byte order mark (XML 1.0, appendix F). */
const firstTags = [
  { bytes: [0x00, 0x00, 0x00, 0x3c], label: 'utf-32be' },
  { bytes: [0x3c, 0x00, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0x00, 0x3c, 0x00], label: 'utf-16be' },
  { bytes: [0x3c, 0x00], label: 'utf-16le' },
] as const

/**
 * The text of a document. Its encoding is, in this order, what the byte order mark says, the HTTP
 * header, the document itself (`<?xml encoding=…?>` or `<meta charset=…>`), and else UTF-8, or what the
 * bytes look like. A label that nobody knows counts as none, and so does one of UTF-8 for what plainly
 * is not; bytes that the encoding does not have become U+FFFD. Never throws.
 */
export function decode(bytes: Uint8Array, contentType: string | null = null): string {
  const mark = labelByBytes(bytes, byteOrderMarks)
  if (mark) return iconv.decode(bytes, mark)
  const label = [
    labelInHeader(contentType),
    labelByBytes(bytes, firstTags),
    labelInDocument(bytes),
  ].find((stated) => stated && iconv.encodingExists(stated) && !isPlainlyWrong(stated, bytes))
  const encoding = label ?? (isMostlyUtf8(bytes) ? 'utf-8' : guessEncoding(bytes))
  return iconv.decode(bytes, asPractised(encoding))
}

function isPlainlyWrong(label: string, bytes: Uint8Array): boolean {
  return /^utf-?8$/i.test(label) && !isMostlyUtf8(bytes)
}

function labelByBytes(
  bytes: Uint8Array,
  signs: readonly { bytes: readonly number[]; label: string }[],
): string | null {
  return signs.find((sign) => sign.bytes.every((byte, at) => bytes[at] === byte))?.label ?? null
}

function labelInHeader(contentType: string | null): string | null {
  return contentType?.match(/;\s*charset\s*=\s*["']?([^"';\s]+)/i)?.[1] ?? null
}

function labelInDocument(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, declarationReach)).toString('latin1')
  const label =
    head.match(/^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/)?.[1] ??
    head.match(/<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i)?.[1] ??
    null
  // A label that could be read byte by byte is not one of two bytes a character.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label
}

/**
 * Pages that call themselves ISO-8859-1 or ASCII are written on Windows and use its quotes and dashes,
 * which is why browsers read both labels as windows-1252 (WHATWG Encoding, 4.2).
 */
function asPractised(label: string): string {
  return /^(iso-?8859-1|latin-?1|(us-)?ascii)$/i.test(label) ? 'windows-1252' : label
}
