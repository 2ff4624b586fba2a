import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatTotal } from './report.ts'
import { countPlaywright, countVitest, readCounts } from './results.ts'

const file = (status: string, ...statuses: string[]) => ({
  status,
  endTime: 3000,
  assertionResults: statuses.map((each) => ({ status: each })),
})
const vitest = (...testResults: object[]) => ({ startTime: 1000, testResults })

describe("Vitest's results", () => {
  it.each([
    {
      sentence: 'count test by test',
      results: vitest(
        file('failed', 'passed', 'failed', 'pending', 'todo'),
        file('passed', 'passed'),
      ),
      counts: { passed: 2, failed: 1, skipped: 2, seconds: 2 },
    },
    {
      sentence: 'count a file that could not be run as one failure',
      results: vitest(file('failed'), file('passed', 'passed')),
      counts: { passed: 1, failed: 1, skipped: 0, seconds: 2 },
    },
  ])('$sentence', ({ results, counts }) => {
    expect(countVitest(results)).toEqual(counts)
  })
})

describe("Playwright's results", () => {
  it('count a test that passed at the second try as passed, and errors outside tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2, duration: 4500 }
    expect(countPlaywright({ stats, errors: [{ message: 'no server' }] })).toEqual({
      passed: 6,
      failed: 2,
      skipped: 2,
      seconds: 4.5,
    })
  })
})

describe('a run that left', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'courant-results-'))
    writeFileSync(join(folder, 'half.json'), '{"startTime": 1')
    writeFileSync(join(folder, 'empty.json'), JSON.stringify(vitest()))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(['absent.json', 'half.json', 'empty.json'])('%s has failed', (name) => {
    const crashed = { passed: 0, failed: 1, skipped: 0, seconds: 0 }
    expect(readCounts(join(folder, name), countVitest)).toEqual(crashed)
  })
})

describe('the last line', () => {
  const row = { name: '', passed: 2, failed: 1, skipped: 0, seconds: 1 }
  it.each([
    { rows: [row, row], line: '4 passed, 2 failed' },
    { rows: [row, { ...row, skipped: 3 }], line: '4 passed, 2 failed, 3 skipped' },
  ])('is "$line"', ({ rows, line }) => {
    expect(formatTotal(rows)).toBe(line)
  })
})
