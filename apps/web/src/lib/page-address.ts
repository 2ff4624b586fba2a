import { headers } from 'next/headers'

import { ownPath, pageAddressHeader } from './own-path.ts'

/** Path and query of the page that is being made, or whose form is answered. */
export async function pageAddress(): Promise<string> {
  return ownPath((await headers()).get(pageAddressHeader))
}
