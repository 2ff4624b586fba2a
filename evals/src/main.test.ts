import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { figureKeys } from './measurement.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'courant-evals-'))
  writeFileSync(join(folder, 'news.conll'), 'Boats O\nleft O\nFrance I-LOC\n. O\n')
})

afterAll(() => rmSync(folder, { recursive: true }))

function evals(...args: string[]) {
  const { COURANT_DATA: _, ...env } = process.env
  return spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    encoding: 'utf8',
    env: { ...env, INIT_CWD: folder },
  })
}

it('measures a file of one’s own, and says what there was no data for', { timeout: 60_000 }, () => {
  const args = ['--wikigold', 'news.conll', '--json', 'figures.json', '--errors', 'errors']
  const { status, stdout } = evals(...args)
  expect(status).toBe(0)
  expect(stdout).toMatch(/WikiGold +F1 +1\.000 +0\.65\n/)
  expect(stdout).toMatch(/RSS-500 +skipped: no data\n/)
  const figures: unknown = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8'))
  expect(figures).toMatchObject({ 'wikigold.f1': 1, 'rss500.precision': null })
  expect(Object.keys(figures ?? {})).toEqual(figureKeys)
  expect(readFileSync(join(folder, 'errors', 'wikigold.txt'), 'utf8')).toBe('')
})

it('refuses a file that is not there', { timeout: 60_000 }, () => {
  const { status, stderr } = evals('--wikigold', 'lost.conll', '--only', 'wikigold')
  expect(status).toBe(1)
  expect(stderr).toContain(`There is no ${join(folder, 'lost.conll')}`)
})
