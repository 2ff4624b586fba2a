import { describe, expect, test } from 'vitest'

import { sign } from './hub.fixture.ts'
import { checkSignature } from './signature.ts'

const secret = 'kept between the hub and us'
const body = Buffer.from('<rss>ä</rss>')

function matches(header: string | undefined, sent: Uint8Array = body): boolean | undefined {
  const check = checkSignature(header, secret)
  for (const byte of sent) check?.update(Uint8Array.of(byte))
  return check?.matches()
}

describe('a signature', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('by %s is known', (algorithm) => {
    expect(matches(sign(algorithm, secret, body))).toBe(true)
  })

  const right = sign('sha256', secret, body)
  test.each([
    ['in capitals is the same', right.replace('sha256', 'SHA256').toUpperCase(), true],
    ['of another secret is wrong', sign('sha256', 'guessed', body), false],
    ['of another body is wrong', sign('sha256', secret, 'other'), false],
    ['of another algorithm is wrong', right.replace('sha256', 'sha512'), false],
    ['cut short is wrong', right.slice(0, -2), false],
    ['with more behind it is wrong', `${right}00`, false],
    ['by half a byte is wrong', 'sha256=a', false],
    ['by MD5 is none', sign('md5', secret, body), undefined],
    ['by what is no algorithm is none', right.replace('sha256', 'constructor'), undefined],
    ['that is not in hexadecimal is none', 'sha256=hello', undefined],
    ['of two is none', `${right}, ${right}`, undefined],
    ['that is empty is none', '', undefined],
    ['that is missing is none', undefined, undefined],
  ])('%s', (_case, header, expected) => {
    expect(matches(header)).toBe(expected)
  })

  test('covers the bytes as they came', () => {
    const header = sign('sha256', secret, Buffer.from([0xff, 0x00, 0xfe]))
    expect(matches(header, Buffer.from([0xff, 0x00, 0xfe]))).toBe(true)
    expect(matches(header, Buffer.from('\u{FFFD}\u{0}\u{FFFD}'))).toBe(false)
  })
})
