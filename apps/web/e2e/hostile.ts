import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import type { BrowserContext, Page } from '@playwright/test'

const collected = path.join(process.env.COURANT_DATA ?? '', 'xss/payloads.json')

/** Whether there is a collection of texts beside our own. */
export const isCollected = Boolean(process.env.COURANT_DATA) && existsSync(collected)

/** Texts that try to become code, each out of another place in which a page may put a text. */
export const ownTexts = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' autofocus onfocus=alert(1) x='`,
  'javascript:alert(1)',
  '<svg/onload=alert(1)>',
  '</title><svg onload=alert(1)>',
  '</textarea><iframe srcdoc="<script>parent.alert(1)</script>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)}',
  '&lt;img src=x onerror=alert(1)&gt;',
  '\u2028</script\u2029><script\u2028>alert(1)</script>',
]

/** The collection of others. */
export async function collectedTexts(): Promise<string[]> {
  const all = JSON.parse(await readFile(collected, 'utf8')) as { payload: string }[]
  return all.map(({ payload }) => payload)
}

/** A feed whose items bear each text as they do markup, and once more as what it literally says. */
export function feedOf(name: string, texts: readonly string[]): string {
  const items = texts.map(
    (text, index) => `<item>
      <title>${escaped(escaped(`${index} ${text}`))}</title>
      <link>https://hostile.example/${name}/${index}</link>
      <guid isPermaLink="false">${name} ${index}</guid>
      <dc:creator>${escaped(escaped(text))}</dc:creator>
      <pubDate>${new Date(Date.UTC(2001, 0, 1, 0, index)).toUTCString()}</pubDate>
      <category>${escaped(escaped(text))}</category>
      <content:encoded>${escaped(`<p>What NATO said in Wiesbaden was this.</p>${text}`)}
        ${escaped(`<h2>${escaped(text)}</h2><p>Germany: ${escaped(text)}</p>`)}</content:encoded>
    </item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>${name}</title><link>https://hostile.example/</link><description>x</description>
    ${items.join('\n')}</channel></rss>`
}

function escaped(text: string): string {
  return (
    text
      // XML has no such letters.
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

/** Has everything that these texts would do say so in the console, where a test takes note of it. */
export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['alert', 'confirm', 'prompt', 'open'] as const) {
      window[name] = () => {
        console.error(`A text was executed: ${name}, at ${location.href}`)
        return null as never
      }
    }
  })
}

/**
 * What stands in documents and is none of ours: code in them, frames, handlers, and links that are code.
 * It finds also what would wait for a click.
 */
export async function intrudersOf(page: Page, documents: readonly string[]): Promise<string[]> {
  return page.evaluate((texts) => {
    const foreign =
      'iframe, object, embed, applet, base, math, marquee, style:not([nonce]), link[rel=import]'
    const found = texts.flatMap((text) => {
      const parsed = new DOMParser().parseFromString(text, 'text/html')
      return [...parsed.querySelectorAll('*')].filter((element) => {
        const { localName, attributes } = element
        if (element.matches(foreign)) return true
        if (localName === 'script' && !element.getAttribute('src')?.startsWith('/')) {
          const isData = element.getAttribute('type') === 'application/ld+json'
          return !isData && !element.hasAttribute('nonce')
        }
        return [...attributes].some(
          ({ name, value }) =>
            name.startsWith('on') ||
            (/^(href|src|action|formaction|xlink:href|data|srcdoc)$/.test(name) &&
              !/^(https?:|mailto:\?|\/|#|\?|$)/.test(value)),
        )
      })
    })
    return found.map(({ outerHTML }) => outerHTML.slice(0, 200))
  }, documents)
}
