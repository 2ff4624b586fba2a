import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What one row of the table counts. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
  seconds: number
}

const vitestResults = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

/** Counts the tests in what Vitest's JSON reporter wrote. A file that could not be run is one failure. */
export function countVitest(json: unknown): Counts {
  const { startTime, testResults } = vitestResults.parse(json)
  const counts = { passed: 0, failed: 0, skipped: 0, seconds: 0 }
  for (const { status, endTime, assertionResults } of testResults) {
    const failedBefore = counts.failed
    for (const assertion of assertionResults) counts[verdictOf(assertion.status)]++
    if (status === 'failed' && counts.failed === failedBefore) counts.failed++
    counts.seconds = Math.max(counts.seconds, (endTime - startTime) / 1000)
  }
  return counts
}

function verdictOf(status: string): 'passed' | 'failed' | 'skipped' {
  if (status === 'passed') return 'passed'
  return status === 'failed' ? 'failed' : 'skipped'
}

const playwrightResults = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
    duration: z.number(),
  }),
})

/** Counts the tests in what Playwright's JSON reporter wrote; errors outside a test are failures too. */
export function countPlaywright(json: unknown): Counts {
  const { errors, stats } = playwrightResults.parse(json)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    seconds: stats.duration / 1000,
  }
}

/** Reads a file of results. None, half of one or no test at all: the run crashed, which is a failure. */
export function readCounts(file: string, count: (json: unknown) => Counts): Counts {
  const crashed = { passed: 0, failed: 1, skipped: 0, seconds: 0 }
  try {
    const counts = count(JSON.parse(readFileSync(file, 'utf8')))
    return counts.passed + counts.failed + counts.skipped > 0 ? counts : crashed
  } catch {
    return crashed
  }
}
