import { headers } from 'next/headers'

/** Whether the reader's browser came over TLS, so that a cookie may ask for it. */
export async function isOverTls(): Promise<boolean> {
  return (await headers()).get('x-forwarded-proto')?.split(',')[0] === 'https'
}
