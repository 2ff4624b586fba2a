import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Writes files from outside this package into modules, so that the built pages hold them: the
 * notices for the About page and the example operations for the playground.
 */
const examplesFolder = '../api/examples'
const names = (await readdir(examplesFolder).catch(() => [])).filter((name) =>
  name.endsWith('.graphql'),
)
const examples = await Promise.all(
  names.toSorted().map((name) => readFile(path.join(examplesFolder, name), 'utf8')),
)
const notice = await readFile('../../NOTICE', 'utf8').catch(() => '')

await mkdir('src/generated', { recursive: true })
await writeFile(
  'src/generated/embedded.ts',
  `export const examples: readonly string[] = ${JSON.stringify(examples, null, 2)}\n` +
    `export const notice: string = ${JSON.stringify(notice)}\n`,
)
