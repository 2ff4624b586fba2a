import { setTimeout as sleep } from 'node:timers/promises'

import { keepRedirect, knownRedirects } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { withoutTracking } from './canonical-url.ts'
import { webAddress } from './formats/feed-item.ts'
import { type LocateOptions, locationOf } from './http/location.ts'
import { busyPause, HostUnavailable } from './polite.ts'

export interface RedirectOptions extends LocateOptions {
  /** How to ask an address where it leads; else `locationOf`, whoever else asks its host. */
  locate?: typeof locationOf
  /** Hosts (`host` or `host:port`) that are asked where their addresses lead, besides those known here. */
  redirectors?: readonly string[]
}

/** Hosts whose addresses are no pages: they count a click, or are short, and lead to one. */
const hosts = new Set(
  `feedproxy.google.com feeds.feedburner.com feedpress.me feeds.feedblitz.com go.theregister.com p.dw.com
   amzn.to bbc.in bit.ly bitly.com buff.ly cnn.it cutt.ly dlvr.it econ.st fb.me flip.it goo.gl hubs.la hubs.ly
   ift.tt is.gd j.mp lnkd.in nyti.ms on.ft.com ow.ly rebrand.ly reut.rs spr.ly t.co t.ly tiny.cc tinyurl.com
   trib.al v.gd wapo.st wp.me zpr.io`.split(/\s+/),
)

/** FeedBurner under a publisher's own host. */
const feedBurner = /^\/~r\//

const maxHops = 5

/** Addresses asked for one document. What is beyond them keeps the address it was given. */
const maxAsked = 100

/** Milliseconds of asking for one document. */
const maxTime = 20_000

/** UTF-16 units of an address that is kept: it is a key of an index. */
const maxAddress = 2_000

/**
 * Where addresses of articles lead, by address: those that lead elsewhere alone are in it. An address that
 * says itself where it leads is only read; one of a known redirector is asked, once and for all, one after
 * the other, but never the page that it leads to. What cannot be asked leads to itself from then on: it may
 * be what its article is known by.
 * @param options null to ask nobody
 */
export async function resolveRedirects(
  db: Db,
  addresses: readonly string[],
  options: RedirectOptions | null,
): Promise<Map<string, string>> {
  const readable = new Map(addresses.map((address) => [address, unwrapped(address)]))
  const isAsked = (address: string) => isRedirector(address, options?.redirectors ?? [])
  const asked = new Set([...readable.values()].filter(isAsked).map(keptAs))
  const targets = await knownRedirects(db, [...asked])
  if (options) {
    const deadline = performance.now() + maxTime
    let left = maxAsked
    for (const address of asked) {
      if (targets.has(address)) continue
      const isInTime = left > 0 && performance.now() < deadline
      const target = isInTime ? await follow(address, isAsked, deadline, options) : address
      left -= 1
      targets.set(address, await keepRedirect(db, address, target))
    }
  }
  const leading = [...readable].map(([address, read]) => {
    return [address, targets.get(keptAs(read)) ?? read] as const
  })
  return new Map(leading.filter(([address, target]) => address !== target))
}

/** How an address is asked and kept. */
function keptAs(address: string): string {
  return withoutTracking(address)
}

function isRedirector(address: string, others: readonly string[]): boolean {
  const { host, hostname, pathname } = new URL(address)
  const named = hosts.has(hostname) || others.includes(host) || others.includes(hostname)
  return (named || feedBurner.test(pathname)) && address.length <= maxAddress
}

/** Goes from redirector to redirector; the address itself where one of them fails. */
async function follow(
  address: string,
  isAsked: (address: string) => boolean,
  deadline: number,
  { locate = locationOf, ...options }: RedirectOptions,
): Promise<string> {
  let at = address
  for (let hops = 0; hops < maxHops;) {
    try {
      const location = webAddress(await locate(at, options))
      if (location === null) return at
      at = unwrapped(location)
      if (!isAsked(at)) return at.length > maxAddress ? address : withoutTracking(at)
      hops += 1
    } catch (error) {
      options.signal?.throwIfAborted()
      const isBusy = error instanceof HostUnavailable && error.seconds === null
      if (!isBusy || performance.now() > deadline) return address
      await sleep(busyPause, undefined, { signal: options.signal })
    }
  }
  return address
}

/** How deep addresses are put into one another. */
const maxWraps = 3

/** The address that an address holds, if its host is known to lead to nothing but that. */
export function unwrapped(address: string): string {
  let at = address
  for (let wraps = 0; wraps < maxWraps; wraps += 1) {
    const inner = webAddress(heldIn(new URL(at)))
    if (inner === null) return at
    at = inner
  }
  return at
}

function heldIn({ hostname, pathname, search, searchParams }: URL): string | null {
  const host = hostname.replace(/^www\./, '')
  // A search's alert: google.com/url?url=https://…
  if (/^google\.[a-z.]{2,6}$/.test(host) && pathname === '/url') {
    return searchParams.get('url') ?? searchParams.get('q')
  }
  // Viewers of AMP pages: google.com/amp/s/news.example/a, news-example.cdn.ampproject.org/c/s/news.example/a
  const amp =
    (host.startsWith('google.') && /^\/amp\/(s\/)?(.+)$/.exec(pathname)) ||
    (host.endsWith('.cdn.ampproject.org') && /^\/[cv]\/(s\/)?(.+)$/.exec(pathname))
  if (amp) return `${amp[1] ? 'https' : 'http'}://${amp[2]}${search}`
  if (/^lm?\.facebook\.com$/.test(host) && pathname === '/l.php') return searchParams.get('u')
  if (host === 'news.google.com') return heldByGoogleNews(pathname)
  return null
}

/**
 * Google News writes an article's address into its own, as bytes in base64; newer ones hold a number
 * instead, for which only a browser is told the address.
 */
function heldByGoogleNews(pathname: string): string | null {
  const code = /^\/(?:rss\/)?articles\/([\w-]+)/.exec(pathname)?.[1]
  if (!code) return null
  const bytes = Buffer.from(code, 'base64url').toString('latin1')
  return /https?:\/\/[\x21-\x7E]+/.exec(bytes)?.[0] ?? null
}
