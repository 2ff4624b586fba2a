import { type FoundHub, hubSecretText } from '@courant/feed'

import type { ParsedSource } from './article.ts'
import { isAllowedHost } from './http/address.ts'
import type { FetchedDocument } from './http/fetch.ts'
import type { FetchOptions } from './http/guarded.ts'
import { postForm } from './http/post.ts'
import { parseLinkHeader } from './link-header.ts'

/** Longer ones are no addresses of feeds; hubs do not take them either. */
const longestAddress = 2_048

/**
 * The hub that a feed names and the name that the hub knows the feed by, as WebSub has them found: the
 * HTTP headers come first, and the document counts where they name no hub. Of several hubs one over https
 * is taken. A feed that does not say what it is called is called by its address.
 * @param found.url where to fetch the feed the next time
 * @param found.finalUrl where it came from; relative addresses count from there
 */
export function discoverHub({
  linkHeader,
  stated,
  url,
  finalUrl,
}: Pick<FetchedDocument, 'linkHeader' | 'url' | 'finalUrl'> & {
  stated: Pick<ParsedSource, 'hubUrl' | 'selfUrl'>
}): FoundHub | null {
  const links = linkHeader ? parseLinkHeader(linkHeader) : []
  const related = (rel: string) =>
    links.filter(({ rels }) => rels.includes(rel)).map(({ href }) => href)
  const [selfInHeader = null] = related('self')
  const inHeader = hubAmong(related('hub'), finalUrl)
  const hubUrl = inHeader ?? hubAmong(stated.hubUrl ? [stated.hubUrl] : [], finalUrl)
  if (!hubUrl) return null
  const selves = inHeader ? [selfInHeader, stated.selfUrl] : [stated.selfUrl, selfInHeader]
  return { hubUrl, topicUrl: topicAmong(selves, finalUrl) ?? url }
}

function hubAmong(addresses: readonly string[], base: string): string | null {
  const hubs = addresses.flatMap((address) => webAddress(address, base) ?? [])
  return hubs.find((hub) => hub.startsWith('https:')) ?? hubs[0] ?? null
}

/** Hubs compare topics letter by letter, so one that is an address already stays as it is written. */
function topicAmong(addresses: readonly (string | null)[], base: string): string | null {
  for (const address of addresses) {
    const whole = address && webAddress(address, base)
    if (whole) return /^https?:\/\/[\x21-\x7E]+$/i.test(address) ? address : whole
  }
  return null
}

function webAddress(address: string, base: string): string | null {
  if (!URL.canParse(address, base)) return null
  const { protocol, username, password, href } = new URL(address, base)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && !username && !password && href.length <= longestAddress ? href : null
}

/**
 * Where to ask a hub, in the order to try, and whether it may be told a secret there. In clear, everybody
 * on the way could read the secret and sign with it, so that it would prove nothing; hosts that the owner
 * allowed are in the owner's own network. A hub over http is asked over https first, as WebSub advises.
 */
export function hubAddresses(
  hubUrl: string,
  allowed: readonly string[],
): { url: string; confidential: boolean }[] {
  const url = new URL(hubUrl)
  const confidential = url.protocol === 'https:' || isAllowedHost(url, allowed)
  const asNamed = { url: hubUrl, confidential }
  if (confidential || url.port !== '') return [asNamed]
  url.protocol = 'https:'
  return [{ url: url.href, confidential: true }, asNamed]
}

export interface HubRequest extends Pick<
  FetchOptions,
  'allowPrivateHosts' | 'contact' | 'limits' | 'signal'
> {
  callbackUrl: string
  mode: 'subscribe' | 'unsubscribe'
  /** Asked for; the hub may give less or more. */
  leaseSeconds?: number
}

/**
 * Asks a hub to push a topic's changes to a callback, or to stop. That it accepts means only that it is
 * going to call the callback and ask whether that is meant.
 * @param hub.secret told to the hub, which signs with it; nothing is told where it is empty
 * @param post what to ask with
 * @throws {IngestError} as `postForm`
 */
export async function subscribeToHub(
  hub: FoundHub & { secret: Uint8Array },
  { callbackUrl, mode, leaseSeconds, ...options }: HubRequest,
  post: typeof postForm = postForm,
): Promise<void> {
  const fields: Record<string, string> = {
    'hub.callback': callbackUrl,
    'hub.mode': mode,
    'hub.topic': hub.topicUrl,
    // Hubs of the time before WebSub want to be told when to call back.
    'hub.verify': 'async',
  }
  if (mode === 'subscribe') {
    if (leaseSeconds) fields['hub.lease_seconds'] = String(leaseSeconds)
    if (hub.secret.length > 0) fields['hub.secret'] = hubSecretText(hub.secret)
  }
  await post(hub.hubUrl, fields, options)
}
