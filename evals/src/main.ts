import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { enrich } from '@courant/enrich'

import { readSurroundings } from './env.ts'
import { readText } from './files.ts'
import { figureKeys, type Measurement } from './measurement.ts'
import { type Measure, type Paths, type Tools, measures } from './measures.ts'
import { type Options, readOptions, usage } from './options.ts'
import { formatMisses } from './report/misses.ts'
import { formatPage } from './report/page.ts'
import { formatTable, type Section } from './report/table.ts'
import { builtInMap, readTopicsMap } from './topics/classes.ts'
import { watch } from './watch.ts'

const PAGE = fileURLToPath(new URL('../../docs/quality.md', import.meta.url))

try {
  await main(readOptions(process.argv.slice(2), readSurroundings()))
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${reason}\nnpm run evals -- --help lists what there is.\n`)
  process.exitCode = 1
}

async function main(options: Options): Promise<void> {
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const sections = await measureAll(options)
  process.stdout.write(`${formatTable(sections)}\n`)
  if (options.json !== null) writeFileSync(options.json, formatFigures(sections))
  if (options.errors !== null) writeMisses(options.errors, sections)
  const isMeasured = sections.every(({ measurement }) => measurement !== null)
  if (options.isWhole && isMeasured) writeFileSync(PAGE, formatPage(sections))
}

async function measureAll(options: Options): Promise<Section[]> {
  const wanted = measures.filter(({ name }) => options.only.includes(name))
  const needed = new Set(wanted.flatMap(({ name, needs }) => [name, ...needs]))
  const tools: Tools = {
    articles: watch(enrich),
    passages: watch(enrich),
    topicsMap: options.topicsMap === null ? builtInMap : readTopicsMap(readText(options.topicsMap)),
  }
  const results = new Map<string, Measurement | null>()
  for (const measure of measures.filter(({ name }) => needed.has(name))) {
    results.set(measure.name, await run(measure, options, tools, results))
  }
  return wanted.map(({ name, title }) => ({
    name,
    title,
    measurement: results.get(name) ?? null,
  }))
}

/** Null where there is no data to measure on. */
async function run(
  measure: Measure,
  { inputs, given }: Options,
  tools: Tools,
  before: ReadonlyMap<string, Measurement | null>,
): Promise<Measurement | null> {
  const paths: Paths = {}
  for (const name of measure.inputs) {
    const path = inputs[name]
    if (path !== null && existsSync(path)) paths[name] = path
    else if (given.has(name)) throw new Error(`There is no ${path}`)
  }
  const hasData =
    Object.keys(paths).length > 0 || measure.needs.some((name) => before.get(name) != null)
  if (!hasData) return null
  const startedAt = performance.now()
  const measurement = await measure.run(paths, tools)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stderr.write(`${measure.title} ... ${seconds} s\n`)
  return measurement
}

/** Every key, whatever was measured: a reader need not ask which there are. */
function formatFigures(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ measurement }) => measurement?.rows ?? [])
  const figures = figureKeys.map((key) => [key, rows.find((row) => row.key === key)?.value ?? null])
  return `${JSON.stringify(Object.fromEntries(figures), null, 2)}\n`
}

function writeMisses(folder: string, sections: readonly Section[]): void {
  mkdirSync(folder, { recursive: true })
  for (const { name, measurement } of sections) {
    if (measurement === null || name === 'speed') continue
    writeFileSync(join(folder, `${name}.txt`), formatMisses(measurement.misses))
  }
}
