import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, sep } from 'node:path'

import { type GroupedText, storyOfFile } from './sets/grouped.ts'
import { type GoldPage, readGoldPage } from './sets/readability.ts'
import { type LabelledText, readLabelledCsv } from './sets/labelled.ts'
import { type SummarisedText, readSummarised } from './sets/summarised.ts'

/** The files below a folder, or the file itself, in the order of their names. */
export function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => filesIn(join(path, name)))
}

/** @throws {Error} where a file or folder has nothing to measure: most likely, it is another format. */
export function notEmpty<Item>(items: Item[], path: string): Item[] {
  if (items.length === 0) throw new Error(`There is nothing to measure in ${path}`)
  return items
}

/** The text of a file; what is not UTF-8 is taken for Windows-1252. */
export function readText(file: string): string {
  const bytes = readFileSync(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The files of Reuters-21578, one after the other, so that only one is in memory. */
export function* readJsonFiles(path: string): Generator<string> {
  const files = filesIn(path).filter((file) => extname(file) === '.json')
  for (const file of notEmpty(files, path)) yield readText(file)
}

/** A folder with a folder for each class, or CSV files. */
export function readLabelled(path: string): LabelledText[] {
  const texts = filesIn(path).flatMap((file) => {
    if (/^\.(?:csv|tsv)$/i.test(extname(file))) return readLabelledCsv(readText(file))
    if (extname(file) !== '.txt') return []
    return [{ id: basename(file), label: basename(dirname(file)), text: readText(file) }]
  })
  return notEmpty(texts, path)
}

/** Folders `article` and `summary` that hold files of the same names. */
export function readSummaries(folder: string): SummarisedText[] {
  const articles = join(folder, 'article')
  const texts = filesIn(articles).flatMap((file) => {
    const id = relative(articles, file)
    const summary = join(folder, 'summary', id)
    if (!existsSync(summary)) return []
    return [readSummarised(id.split(sep).join('/'), readText(file), readText(summary))]
  })
  return notEmpty(texts, folder)
}

/** Texts of stories: one folder for all of WikiRef, or a folder for each story. */
export function readGrouped(root: string): GroupedText[] {
  const texts = filesIn(root).flatMap((file) =>
    extname(file) === '.txt'
      ? [{ id: relative(root, file), story: storyOfFile(root, file), text: readText(file) }]
      : [],
  )
  return notEmpty(texts, root)
}

/** A folder for each page, as mozilla/readability has them. */
export function readGoldPages(root: string): GoldPage[] {
  const pages = filesIn(root).flatMap((file) => {
    if (basename(file) !== 'source.html') return []
    const folder = dirname(file)
    const read = (name: string) => readText(join(folder, name))
    const [text, metadata] = [read('expected.html'), read('expected-metadata.json')]
    return [readGoldPage(basename(folder), readFileSync(file), text, metadata)]
  })
  return notEmpty(pages, root)
}
