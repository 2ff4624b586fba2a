import { isUtf8 } from 'node:buffer'

import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** Bytes that the guess looks at: some pages of text, in some milliseconds. */
const sampleSize = 32 * 1024
/** Bytes that are looked through for them. */
const reach = 256 * 1024

/** How many characters of UTF-8 must be whole for each that is not, for a text to be UTF-8 with damage. */
const mostly = 4

/** Whether bytes are UTF-8, though some may have been lost or cut in half. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true
  const text = Buffer.from(bytes.subarray(0, reach)).toString('utf8')
  const damaged = text.match(/\u{FFFD}/gu)?.length ?? 0
  const whole = text.match(/(?!\u{FFFD})[\u{80}-\u{10FFFF}]/gu)?.length ?? 0
  return whole > mostly * damaged
}

/** The encoding of bytes that are not UTF-8, by which letters of which language they would be. */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = sampleOf(bytes)
  const names = analyse(sample).map(({ name }) => name.toLowerCase())
  const fits = (name: string) =>
    name !== 'utf-8' &&
    iconv.encodingExists(name) &&
    !iconv.decode(sample, name).includes('\u{FFFD}')
  return names.find(fits) ?? 'windows-1252'
}

/** Text without its markup, which is English whatever the language; from where it stops being ASCII. */
function sampleOf(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte > 0x7f)
  const from = Math.max(0, start - 1024)
  const text = Buffer.from(bytes.subarray(from, from + reach)).toString('latin1')
  return Buffer.from(text.replace(/<[^<>]*>/g, ' ').slice(0, sampleSize), 'latin1')
}
