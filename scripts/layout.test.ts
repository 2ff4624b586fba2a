import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolders, readPackageJson } from './workspace.mjs'

/** Who may import whom. What is missing here may import nothing of Courant. */
const allowed: Record<string, string[]> = {
  '@courant/feed': ['@courant/prisma', '@courant/filter', '@courant/enrich'],
  '@courant/ingest': ['@courant/enrich', '@courant/feed', '@courant/prisma'],
  '@courant/testing': ['@courant/prisma'],
  '@courant/scripts': ['@courant/prisma'],
  '@courant/evals': ['@courant/enrich', '@courant/ingest'],
  '@courant/api': ['@courant/feed', '@courant/ingest', '@courant/prisma', '@courant/filter'],
  '@courant/worker': ['@courant/ingest', '@courant/feed', '@courant/prisma'],
  // And apps/api/schema.graphql, which is no module.
  '@courant/web': ['@courant/filter'],
}

/** Code that is not shipped may also use the tests' own tools and a database. */
const testTools = ['@courant/testing', '@courant/prisma', '@courant/tsconfig']

interface Source {
  file: string
  text: string
  imports: string[]
  shipped: boolean
}

const root = resolve(import.meta.dirname, '..')
const packages = packageFolders(root)
  .filter((folder) => folder !== root)
  .map((folder) => ({ folder, manifest: readPackageJson(folder), sources: sourcesOf(folder) }))

describe.each(packages)('$manifest.name', ({ folder, manifest, sources }) => {
  const permitted = [manifest.name, ...(allowed[manifest.name] ?? [])]
  const shipped = sources.filter((source) => source.shipped)
  const other = sources.filter((source) => !source.shipped)

  it('depends on the packages it may import alone', () => {
    const own = (list = {}) => Object.keys(list).filter((name) => name.startsWith('@courant/'))
    expect(permitted).toEqual(expect.arrayContaining(own(manifest.dependencies)))
    expect([...permitted, ...testTools]).toEqual(
      expect.arrayContaining(own(manifest.devDependencies)),
    )
  })

  it('imports the packages it may import alone', () => {
    expect(offences(shipped, (name) => isCourant(name) && !isOf(permitted, name))).toEqual([])
    const withTools = [...permitted, ...testTools]
    expect(offences(other, (name) => isCourant(name) && !isOf(withTools, name))).toEqual([])
  })

  it('reaches into no other folder', () => {
    const leaves = (name: string, file: string) =>
      name.startsWith('.') && !resolve(root, dirname(file), name).startsWith(folder + sep)
    expect(offences(sources, leaves)).toEqual([])
  })

  it('reads the environment in env.ts alone', () => {
    const readers = shipped.filter(({ text }) => /\bprocess\.env\b/.test(text))
    const elsewhere = readers.map(({ file }) => file).filter((file) => !file.endsWith('/env.ts'))
    expect(elsewhere).toEqual([])
  })
})

it('every setting stands in the README, and reaches the dev servers', () => {
  const readers = packages
    .flatMap(({ sources }) => sources)
    .filter(({ file, shipped }) => shipped && /(^|\/)(env|settings)\.ts$/.test(file))
  const named = readers.flatMap(({ text }) => [...text.matchAll(/^ +([A-Z][A-Z_]+): /gm)])
  // npm sets it.
  const settings = new Set(named.map(([, name]) => name).filter((name) => name !== 'INIT_CWD'))
  expect(settings.size).toBeGreaterThan(20)
  const [readme, turbo] = ['README.md', 'turbo.json'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  expect([...settings].filter((name) => !readme!.includes(`\`${name}\``))).toEqual([])
  expect([...settings].filter((name) => !turbo!.includes(`"${name}"`))).toEqual([])
})

it('enrichment and filter do no I/O', () => {
  const pure = packages.filter(({ manifest }) => /enrich|filter/.test(manifest.name))
  expect(pure).toHaveLength(2)
  const shipped = pure.flatMap(({ sources }) => sources.filter((source) => source.shipped))
  expect(offences(shipped, (name) => /^node:(?!crypto$)/.test(name))).toEqual([])
})

it("ingest knows the database's types alone", () => {
  const ingest = packages.find(({ manifest }) => manifest.name === '@courant/ingest')
  const shipped = ingest?.sources.filter((source) => source.shipped) ?? []
  expect(shipped.length).toBeGreaterThan(0)
  const byValue = shipped.filter(({ text }) => /^import (?!type).*'@courant\/prisma/m.test(text))
  expect(byValue.map(({ file }) => file)).toEqual([])
})

function isCourant(name: string): boolean {
  return name.startsWith('@courant/')
}

/** Whether it is one of these packages, or an entry of one, such as "@courant/prisma/migrate". */
function isOf(names: string[], imported: string): boolean {
  return names.some((name) => imported === name || imported.startsWith(`${name}/`))
}

function offences(sources: Source[], offends: (name: string, file: string) => boolean): string[] {
  return sources.flatMap(({ file, imports }) =>
    imports.filter((name) => offends(name, file)).map((name) => `${file} imports ${name}`),
  )
}

function sourcesOf(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^\.|^(?:node_modules|dist|generated|engine)$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesOf(path)
    if (!/\.(?:ts|tsx|mjs)$/.test(entry.name) || entry.name.endsWith('.d.ts')) return []
    const file = relative(root, path)
    const text = readFileSync(path, 'utf8')
    const imports = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g)]
    return [{ file, text, imports: imports.map(([, name = '']) => name), shipped: isShipped(file) }]
  })
}

/** Scripts are tools as a whole; of a package or an app, what lies in src and is no test's. */
function isShipped(file: string): boolean {
  return /\/src\//.test(file) && !/\.(?:test|fixture)\.tsx?$|^packages\/testing\//.test(file)
}
