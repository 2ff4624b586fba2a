import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import type { Result } from 'lighthouse'

import { startStack } from '../apps/web/e2e/stack.ts'
import { freePort } from './free-port.ts'
import { median } from './figures.ts'

/** What a page must reach: scores of 100, and compressed kilobytes of script. */
interface Budget {
  performance: number
  others: number
  scriptKB: number
}

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const rounds = 3

/** Of one page: medians of the rounds. */
type Figures = Record<(typeof categories)[number] | 'script KB' | 'CLS' | 'LCP ms', number>

/**
 * Judges feed, article and actor page as Lighthouse does by default: a telephone on a slow line, with
 * Chromium on this machine. A page that misses its budget makes the exit code 1.
 */
export async function measureLighthouse(): Promise<Record<string, Figures>> {
  const stack = await startStack()
  const chrome = await launch({
    chromePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
    port: await freePort(),
  })
  try {
    const pages: [string, string, Budget][] = [
      ['feed', '/', { performance: 95, others: 100, scriptKB: 130 }],
      ['article', await anArticle(stack.webUrl), { performance: 95, others: 100, scriptKB: 110 }],
      ['actor', '/actors/nato', { performance: 95, others: 100, scriptKB: 130 }],
    ]
    const figures: Record<string, Figures> = {}
    for (const [name, path, budget] of pages) {
      figures[name] = await judge(stack.webUrl + path, chrome.port)
      if (misses(figures[name], budget)) process.exitCode = 1
    }
    return figures
  } finally {
    chrome.kill()
    await stack.stop()
  }
}

async function judge(url: string, port: number): Promise<Figures> {
  const runs: Figures[] = []
  for (let round = 0; round < rounds; round += 1) {
    const outcome = await lighthouse(url, { port, onlyCategories: [...categories] })
    if (!outcome) throw new Error(`Lighthouse says nothing of ${url}.`)
    runs.push(figuresOf(outcome.lhr))
  }
  const names = Object.keys(runs[0]!) as (keyof Figures)[]
  return Object.fromEntries(
    names.map((name) => [name, median(runs.map((run) => run[name]))]),
  ) as Figures
}

function figuresOf(result: Result): Figures {
  for (const name of categories) {
    for (const { id } of result.categories[name]?.auditRefs ?? []) {
      const { score, scoreDisplayMode, title } = result.audits[id]!
      const isLost = name !== 'performance' && scoreDisplayMode === 'binary' && score !== 1
      if (isLost) console.log(`${result.finalDisplayedUrl}: ${name}: ${title}`)
    }
  }
  const { details } = result.audits['network-requests'] ?? {}
  const requests = details?.type === 'table' ? details.items : []
  const scripts = requests.filter(({ resourceType }) => resourceType === 'Script')
  const bytes = scripts.reduce((sum, { transferSize }) => sum + Number(transferSize), 0)
  const scores = categories.map(
    (name) => [name, Math.round((result.categories[name]?.score ?? 0) * 100)] as const,
  )
  return {
    ...(Object.fromEntries(scores) as Record<(typeof categories)[number], number>),
    'script KB': Math.round(bytes / 102.4) / 10,
    CLS: result.audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
    'LCP ms': Math.round(result.audits['largest-contentful-paint']?.numericValue ?? Number.NaN),
  }
}

function misses(figures: Figures, { performance, others, scriptKB }: Budget): boolean {
  return (
    figures.performance < performance ||
    categories.some((name) => name !== 'performance' && figures[name] < others) ||
    figures['script KB'] > scriptKB ||
    figures.CLS !== 0
  )
}

async function anArticle(webUrl: string): Promise<string> {
  const html = await (await fetch(webUrl)).text()
  const path = /href="(\/articles\/[\w-]+)"/.exec(html)?.[1]
  if (!path) throw new Error('The feed holds no article.')
  return path
}
