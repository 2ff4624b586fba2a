import { CourantError } from '../errors.ts'

/** UTF-16 units. NIST SP 800-63B asks for 8 at least and for no rules of composition. */
const shortestPassword = 10
/** UTF-16 units; what is longer only costs time to hash. */
const longestPassword = 256
/** Octets, by RFC 5321. */
const longestEmail = 254

/**
 * An e-mail address, without the space around it.
 * @throws {CourantError} BAD_EMAIL
 */
export function cleanEmail(email: string): string {
  const clean = email.trim().normalize('NFC')
  if (/^[^\s@]+@[^\s@]+$/.test(clean) && Buffer.byteLength(clean) <= longestEmail) return clean
  throw new CourantError(
    'BAD_EMAIL',
    'This is no e-mail address, such as me@news.example.',
    'email',
  )
}

/** By which an account is found, however its owner writes the address. */
export function emailKeyOf(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

/**
 * @param field what the caller calls the password
 * @throws {CourantError} BAD_PASSWORD
 */
export function checkPassword(password: string, email: string, field: string): void {
  const problem = problemOf(password, email)
  if (problem) throw new CourantError('BAD_PASSWORD', problem, field)
}

function problemOf(password: string, email: string): string | null {
  if (password.length < shortestPassword) {
    return `A password has at least ${shortestPassword} characters. Several words make a good one.`
  }
  if (password.length > longestPassword) {
    return `A password has at most ${longestPassword} characters.`
  }
  if (emailKeyOf(password) === emailKeyOf(email)) return 'A password is not the e-mail address.'
  return new Set(password).size < 4 ? 'This password repeats very few characters.' : null
}
