import { describe, expect, test } from 'vitest'

import { isAllowedHost, isPublicAddress, readAddress } from './address.ts'

describe('which IP addresses belong to the open internet', () => {
  test.each([
    ['a public address', '93.184.215.14', true],
    ['a public IPv6 address', '2606:4700::1111', true],
    ['loopback', '127.0.0.1', false],
    ['IPv6 loopback', '::1', false],
    ['unspecified', '0.0.0.0', false],
    ['private 10/8', '10.1.2.3', false],
    ['private 172.16/12', '172.31.255.1', false],
    ['private 192.168/16', '192.168.0.1', false],
    ['link-local, the metadata service of clouds', '169.254.169.254', false],
    ['carrier-grade NAT', '100.64.0.1', false],
    ['benchmarking', '198.18.0.1', false],
    ['documentation', '192.0.2.1', false],
    ['multicast', '224.0.0.1', false],
    ['broadcast', '255.255.255.255', false],
    ['the control service of Azure, public by its number', '168.63.129.16', false],
    ['the same, mapped into IPv6', '::ffff:168.63.129.16', false],
    ['loopback mapped into IPv6', '::ffff:127.0.0.1', false],
    ['loopback in the old IPv4-compatible form', '::7f00:1', false],
    ['loopback translated by NAT64', '64:ff9b::7f00:1', false],
    ['loopback tunnelled by 6to4', '2002:7f00:1::', false],
    ['unique local IPv6', 'fd00::1', false],
    ['link-local IPv6 with a zone', 'fe80::1%eth0', false],
    ['not an address', 'localhost', false],
  ])('%s: %s', (_case, address, expected) => {
    expect(isPublicAddress(address)).toBe(expected)
  })
})

describe('which hosts the owner allowed', () => {
  test.each([
    ['a host stands for each of its ports', 'http://intranet:8080/', ['intranet'], true],
    ['a host with a port for that one', 'http://intranet:8080/', ['intranet:8080'], true],
    ['and for no other', 'http://intranet:8081/', ['intranet:8080'], false],
    ['the usual port can be named', 'https://intranet/', ['intranet:443'], true],
    ['case does not matter', 'http://Intranet/', ['INTRANET'], true],
    ['IPv6 stands in brackets', 'http://[::1]:80/', ['[::1]'], true],
    ['a part of the name is not the name', 'http://evil-intranet/', ['intranet'], false],
    ['nobody is allowed by default', 'http://intranet/', [], false],
  ])('%s', (_case, address, allowed, expected) => {
    expect(isAllowedHost(new URL(address), allowed)).toBe(expected)
  })
})

describe('reading an address', () => {
  test.each([
    ['not an address', 'no address at all', 'BAD_ADDRESS'],
    ['a file', 'file:///etc/passwd', 'BAD_ADDRESS'],
    ['another scheme', 'gopher://example.org/', 'BAD_ADDRESS'],
    ['a data URL', 'data:text/plain,hello', 'BAD_ADDRESS'],
    ['a user name', 'https://user@example.org/', 'BAD_ADDRESS'],
    ['a password', 'https://user:secret@example.org/', 'BAD_ADDRESS'],
    ['a port of another service', 'http://example.org:6379/', 'SSRF_BLOCKED'],
  ])('%s is refused: %s', (_case, address, code) => {
    expect(() => readAddress(address, [])).toThrow(expect.objectContaining({ code }))
  })

  test('a refused password does not reach the message', () => {
    expect(() => readAddress('https://user:secret@example.org/', [])).toThrow(/^(?!.*secret)/)
  })

  test('the fragment, which servers never see, is dropped', () => {
    expect(readAddress('https://example.org/feed#top', []).href).toBe('https://example.org/feed')
  })
})
