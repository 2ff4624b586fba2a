// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folders of the packages that pnpm-workspace.yaml lists, and the root. Runs before anything is
 * installed, so it reads no more YAML than a list of `folder` and `folder/*`.
 * @param {string} root
 * @returns {string[]}
 */
export function packageFolders(root) {
  const yaml = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const [, list = ''] = /^packages:\n((?: +- .*\n)+)/m.exec(yaml) ?? []
  const patterns = list.split('\n').flatMap((line) => line.trim().replace(/^- */, '') || [])
  const folders = patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(root, pattern)]
    const parent = join(root, pattern.slice(0, -2))
    return readdirSync(parent).map((name) => join(parent, name))
  })
  return [root, ...folders].filter((folder) => existsSync(join(folder, 'package.json'))).toSorted()
}

/**
 * @typedef {{
 *   name: string
 *   packageManager: string
 *   scripts?: Record<string, string>
 *   dependencies?: Record<string, string>
 *   devDependencies?: Record<string, string>
 * }} PackageJson
 *
 * @param {string} folder
 * @returns {PackageJson}
 */
export function readPackageJson(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}
